// Smittskyddet asks how many adverts there were in a year, by gender. What it may say of the numbers is in `guarantee`.
import { AdvertsByGenderDocument } from './generated/smittskydd.js';
import { Refusal, connect, send } from './samverkan.js';

try {
  const { statistics } = await send(connect(), AdvertsByGenderDocument, {
    input: { measure: 'ADVERTS', granularity: 'YEAR', groupBy: ['GENDER'], filter: { period: '2025' } },
  });
  // 0 means none or few, which nobody is told apart; what is not ESTIMATED has no count.
  const table = statistics.cells.map(({ coordinates, count, status }) => [coordinates[0], count ?? status]);
  console.log(JSON.stringify({ release: statistics.release, table, guarantee: statistics.guarantee.text }));
} catch (error) {
  // TOO_SPARSE names a coarser table in its message; NOT_FOUND before the first release.
  if (!(error instanceof Refusal)) throw error;
  console.error(`${error.code}: ${error.message} (${error.requestId})`);
  process.exitCode = 1;
}
