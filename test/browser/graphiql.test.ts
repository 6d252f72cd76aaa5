// The page that a developer sees first, in a real browser without any network but the server's own address.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startTestApi, type TestApi } from '../support/api.js';
import { graphiqlPage } from '../../src/http/graphiql.js';

// The package brings the libraries that a bare Debian lacks (NSS), but lays them out only where it takes itself to be there.
process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs20.x';

let api: TestApi;
let browser: Browser;
beforeAll(async () => {
  api = await startTestApi({
    demonstration: true,
    page: (request) => graphiqlPage(request, (organisation) => api.token(organisation)),
  });
  const { default: packaged } = await import('@sparticuz/chromium');
  browser = await chromium.launch({ executablePath: await packaged.executablePath(), args: packaged.args });
});
afterAll(async () => {
  await browser.close();
  await api.close();
});

async function open(address: string): Promise<{ page: Page; elsewhere: string[]; blocked: string[] }> {
  const page = await browser.newPage();
  const elsewhere: string[] = [];
  const blocked: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) blocked.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(api.address) && !url.startsWith('data:') && !url.startsWith('blob:'))
      elsewhere.push(url);
  });
  await page.goto(address);
  return { page, elsewhere, blocked };
}

/** Presses the button until there is an answer: beside a browser two cores may be so busy that it says to try again, as one would. */
async function execute(page: Page): Promise<void> {
  let status = 503;
  for (let tries = 0; tries < 5 && status === 503; tries += 1) {
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().postData()?.includes('query Welcome') ?? false),
      page.click('button.graphiql-execute-button'),
    ]);
    status = answer.status();
  }
  expect(status).toBe(200);
}

test('GraphiQL asks as the organisation in the address, and nothing is fetched from elsewhere', async () => {
  const { page, elsewhere, blocked } = await open(`${api.address}/graphql?as=rfsu`);
  await execute(page);
  await page.waitForSelector('.result-window :text("trendEntries")');
  const result = (await page.textContent('.result-window')) ?? '';
  expect(result).toContain('rfsu');
  expect(result).not.toContain('errors');
  expect(elsewhere).toEqual([]);
  expect(blocked).toEqual([]);
  // Positive control: what the page did not bring itself does not run.
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "run";';
    document.body.append(script);
  });
  expect(await page.title()).not.toBe('run');
  expect(blocked).toHaveLength(1);
});

test('without an organisation it asks as the unit', async () => {
  const { page } = await open(`${api.address}/graphql`);
  await execute(page);
  await page.waitForSelector('.result-window :text("prostitutionsenheten")');
});
