// A worker as a process of its own that may deliver to this machine, to be killed.
import { LOCAL_RECEIVERS } from '../../../dist/domain/webhooks/local-receivers.js';
import { Seal } from '../../../dist/store/sealed-secret.js';
import { Sources } from '../../../dist/store/sources.js';
import { startWorker } from '../../../dist/worker/worker.js';

const { webhookKey, ...where } = JSON.parse(process.argv[2]);
startWorker({
  sources: new Sources({ ...where, poolSize: 2 }),
  clocks: { idleDays: 14, expireDays: 180, eraseDays: 90, acknowledgeHours: 24, decideWorkingDays: 3 },
  cellSecret: 'not needed: no release is asked for',
  channel: 'a channel of this test',
  webhooks: { seal: new Seal(webhookKey), receivers: LOCAL_RECEIVERS },
  onError: ({ name, code }) => console.error(name, code),
});
console.log('ready');
