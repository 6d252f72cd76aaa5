// What a production installation holds besides the project itself, as CycloneDX, from the lockfile alone: the same lockfile gives the same
// list. `npm sbom --omit dev` leaves out what development needs too (zod, for example), so nothing is omitted there and the
// lockfile says here what is for development only.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { name, packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8'));
const options = ['--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
const text = execFileSync('npm', ['sbom', ...options], {
  cwd: ROOT,
  env: { ...process.env, NODE_ENV: 'development' }, // otherwise npm omits by itself
  maxBuffer: 64e6,
  stdio: ['ignore', 'pipe', 'ignore'],
});

const installed = new Set(
  Object.entries(packages)
    .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
    .map(([path, { version }]) => `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${version}`),
);
const { metadata, components, dependencies, ...head } = JSON.parse(String(text));
delete head.serialNumber; // of this run, and so is the moment
delete metadata.timestamp;
const isInstalled = (reference) => installed.has(reference.replace(/^npm:/, ''));
const own = metadata.component['bom-ref'];
const list = {
  ...head,
  metadata: { ...metadata, component: { ...metadata.component, name } },
  components: components.filter((each) => isInstalled(`${each.name}@${each.version}`)),
  dependencies: dependencies
    .filter(({ ref }) => ref === own || isInstalled(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isInstalled) })),
};
console.log(JSON.stringify(list, null, 2));
