// One attempt, in a process of its own: which certificates are trusted is said when a process starts.
import { LOCAL_RECEIVERS } from '../../../dist/domain/webhooks/local-receivers.js';
import { post } from '../../../dist/worker/webhooks/post.js';

const { url, addresses } = JSON.parse(process.argv[2]);
const { signal } = new AbortController();
const posting = { url, headers: {}, body: '{}' };
console.log(await post(posting, LOCAL_RECEIVERS, async () => addresses, signal));
