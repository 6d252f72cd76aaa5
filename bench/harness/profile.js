// Reads a CPU profile of V8 and says where the time went: by package, and by function.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openClient } from './load.js';
import { startPeer } from './peer.js';

/** Runs the first contender of a work under load with V8's profiler on, and prints where its time went. */
export async function profileOurs({ contenders: [{ file, config, next }] }, { seconds, connections }) {
  const folder = await mkdtemp(join(tmpdir(), 'samverkan-profile-'));
  const peer = await startPeer(file, config, [
    '--cpu-prof',
    `--cpu-prof-dir=${folder}`,
    '--cpu-prof-interval=200',
  ]);
  const client = openClient(peer, connections);
  const { rate } = await client.load(next, seconds);
  await client.close();
  await peer.stop();
  const [name] = await readdir(folder);
  const { packages, functions } = await summarise(join(folder, name));
  await rm(folder, { recursive: true });
  console.log(`${rate.toFixed(0)} requests per second while profiled; start-up is included`);
  const shares = (ranked) =>
    ranked.map(({ name, share }) => `${(share * 100).toFixed(1).padStart(5)} %  ${name}`);
  console.log(
    ['', 'by package', ...shares(packages), '', 'by function', ...shares(functions), ''].join('\n'),
  );
}

/** Shares of self time, largest first. Idle time is left out. */
async function summarise(file, most = 25) {
  const { nodes, samples, timeDeltas } = JSON.parse(await readFile(file, 'utf8'));
  const selfOf = new Map(nodes.map(({ id }) => [id, 0]));
  samples.forEach((id, index) => selfOf.set(id, selfOf.get(id) + Math.max(0, timeDeltas[index])));
  const byPackage = new Map();
  const byFunction = new Map();
  let total = 0;
  for (const { id, callFrame } of nodes) {
    const self = selfOf.get(id);
    if (callFrame.functionName === '(idle)' || self === 0) continue;
    total += self;
    const owner = ownerOf(callFrame);
    add(byPackage, owner, self);
    add(byFunction, `${owner}: ${callFrame.functionName || '(anonymous)'}:${callFrame.lineNumber + 1}`, self);
  }
  const ranked = (map) =>
    [...map]
      .sort(([, a], [, b]) => b - a)
      .slice(0, most)
      .map(([name, self]) => ({ name, share: self / total }));
  return { packages: ranked(byPackage), functions: ranked(byFunction) };
}

function add(map, key, value) {
  map.set(key, (map.get(key) ?? 0) + value);
}

/** The package a frame belongs to: of node_modules, of Node, of V8, or a file of ours. */
function ownerOf({ url, functionName }) {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native';
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const installed = url.lastIndexOf('/node_modules/');
  if (installed >= 0) {
    const [scope, name] = url.slice(installed + '/node_modules/'.length).split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
  }
  const ours = url.lastIndexOf('/dist/');
  return ours >= 0 ? url.slice(ours + 1) : url.split('/').slice(-2).join('/');
}
