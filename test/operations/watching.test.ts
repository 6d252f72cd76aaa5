// What operators watch: every metric that a node and a worker have is documented, and every one that an alert or the dashboard asks for is there.
import { AUDIT_SECRET } from '../api/tools/audit.js';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { freePort } from '../support/free-ports.js';
import { launch, type Launched } from '../commands/tools/command-line.js';
import { publish } from '../api/tools/entries.js';
import { HANDBOOK, documentedIn } from './tools/documented.js';

const DEPLOY = join(import.meta.dirname, '../../deploy');
const ALERTS = join(DEPLOY, 'prometheus/alerts.yml');
const PROMTOOL = process.env['PROMTOOL'] ?? '/usr/bin/promtool';
/** What Prometheus itself knows of whom it asks. */
const OF_PROMETHEUS = ['up'];

let api: TestApi;
let worker: Launched;
let address: string;
const measured: Record<'node' | 'worker', string> = { node: '', worker: '' };
beforeAll(async () => {
  api = await startTestApi();
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  worker = await launch(
    ['worker'],
    {
      DATABASE_URL: api.database.url,
      LOGIN_SECRET: cluster.loginSecret,
      CELL_SECRET: 'the secret of cells of a test, long enough',
      WEBHOOK_KEY: 'the key of the webhooks of a test, long enough',
      AUDIT_KEY: AUDIT_SECRET,
      METRICS_PORT: String(port),
    },
    'The worker keeps',
  );
  await publish(api);
  await api.as('rfsu')('{ trendEntries { nodes { policingNotes } } }');
  measured.node = await (await fetch(`${api.address}/metrics`)).text();
  measured.worker = await (await fetch(`${address}/metrics`)).text();
});
afterAll(async () => {
  await worker.end('SIGTERM');
  await api.close();
});

const namesIn = (metrics: string) => [...metrics.matchAll(/^# TYPE (\w+) /gm)].map(([, name = '']) => name);
const ownIn = (metrics: string) => namesIn(metrics).filter((name) => name.startsWith('samverkan_'));
/** The metrics that an expression asks for; a histogram by the name that it has without its parts. */
const askedIn = (text: string) =>
  [...text.matchAll(/\b((?:samverkan|nodejs|process)_\w+)/g)].map(([, name = '']) =>
    name.replace(/_(bucket|sum|count)$/, ''),
  );

test('every metric of ours is documented, and no other', async () => {
  const documented = await documentedIn('metric', 'of', 'is');
  expect([...ownIn(measured.node), ...ownIn(measured.worker)].sort()).toEqual(documented.sort());
  expect(documented.length).toBeGreaterThan(8);
});

test('metrics name no organisation', () => {
  expect(measured.node).toMatch(
    /^samverkan_http_request_seconds_count\{route="\/graphql",status="400"\} [1-9]/m,
  );
  for (const text of Object.values(measured))
    expect(text).not.toMatch(/rfsu|prostitutionsenheten|polisen|organisation="/);
});

test('they say what happens', () => {
  expect(measured.node).toMatch(/^samverkan_pool_connections\{state="idle"\} [1-9]/m);
  expect(measured.node).toMatch(/^samverkan_requests_under_way 0$/m);
  expect(measured.worker).toMatch(/^samverkan_worker_rounds_total\{round="feeds",outcome="done"\} [1-9]/m);
  expect(measured.worker).toMatch(/^samverkan_changes_waiting \d+$/m);
  expect(measured.worker).toMatch(/^samverkan_release_waiting_seconds 0$/m);
  expect(measured.worker).toMatch(/^samverkan_audit_waiting_seconds \d/m);
});

test('a worker answers nothing else', async () => {
  expect((await fetch(`${address}/health/live`)).status).toBe(200);
  expect((await fetch(`${address}/graphql`)).status).toBe(404);
  expect((await fetch(`${address}/metrics`, { method: 'POST' })).status).toBe(405);
});

describe('what asks for metrics finds them', () => {
  const known = () => [...namesIn(measured.node), ...namesIn(measured.worker), ...OF_PROMETHEUS];

  test('alert rules', async () => {
    const rules = await readFile(ALERTS, 'utf8');
    const expressions = [...rules.matchAll(/^ +expr: (.+)$/gm)].map(([, expression = '']) => expression);
    expect(expressions.length).toBeGreaterThan(10);
    expect(askedIn(expressions.join('\n')).filter((name) => !known().includes(name))).toEqual([]);
    for (const expression of expressions)
      expect([expression, askedIn(expression).length > 0 || /\bup\{/.test(expression)]).toEqual([
        expression,
        true,
      ]);
  });

  test('the dashboard', async () => {
    const { panels } = JSON.parse(await readFile(join(DEPLOY, 'grafana/samverkan.json'), 'utf8')) as {
      panels: { title: string; targets?: { expr: string }[] }[];
    };
    const asked = panels.flatMap(({ targets = [] }) => targets.flatMap(({ expr }) => askedIn(expr)));
    expect(asked.filter((name) => !known().includes(name))).toEqual([]);
    // And every metric of ours is looked at.
    const own = [...ownIn(measured.node), ...ownIn(measured.worker)];
    expect(own.filter((name) => !asked.includes(name))).toEqual([]);
  });

  test('every alert names a place in the handbook that there is', async () => {
    const rules = await readFile(ALERTS, 'utf8');
    const handbook = await readFile(HANDBOOK, 'utf8');
    const places = [...rules.matchAll(/read: 'docs\/operations.md, "(.+)"'/g)].map(([, place = '']) => place);
    expect(places).toHaveLength(rules.match(/- alert: /g)!.length);
    expect(
      places.filter((place) => !handbook.includes(`# ${place}\n`) && !handbook.includes(`**${place}`)),
    ).toEqual([]);
  });

  const hasPromtool = (() => {
    try {
      execFileSync(PROMTOOL, ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();
  (hasPromtool ? test : test.skip)('promtool finds the rules in order', () => {
    expect(String(execFileSync(PROMTOOL, ['check', 'rules', ALERTS]))).toMatch(/SUCCESS: \d+ rules found/);
    const config = join(DEPLOY, 'prometheus/prometheus.yml');
    expect(String(execFileSync(PROMTOOL, ['check', 'config', config]))).toMatch(
      /SUCCESS: 1 rule files found/,
    );
  });
});
