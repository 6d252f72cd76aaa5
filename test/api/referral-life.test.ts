// Steps of a referral beyond acceptance: what each allows, refuses and leaves behind.
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
