// What an answer promises, in the words that go with every table.
import { CATALOGUE_VERSION } from './catalogue.js';
import { LIMITS } from './parameters.js';

const { maxNoise, variance, threshold } = LIMITS;
const deviation = Math.sqrt(variance);

export const GUARANTEE = {
  text:
    `Every count has a small random number added to it: at most ${maxNoise}, 0 on average, with a standard deviation of about ` +
    `${deviation.toFixed(1)}. No count from 1 to ${threshold} is shown: 0 means none or few. Of one release the same question always gets the ` +
    'same answer, whoever asks. Totals have a random number of their own and need not be the sum of their parts. A count above 0 says that ' +
    'somebody is there; nothing here says who.\n' +
    `Svenska: Till varje antal har lagts ett litet slumptal: högst ${maxNoise}, i medeltal 0, med standardavvikelsen ungefär ` +
    `${deviation.toFixed(1).replace('.', ',')}. Inget antal från 1 till ${threshold} visas: 0 betyder ingen eller få. Ur en utgåva får samma fråga ` +
    'alltid samma svar, vem som än frågar. Summor har ett eget slumptal och behöver inte vara summan av sina delar. Ett antal över 0 säger att ' +
    'någon finns; inget här säger vem.',
  method: `Cell-key method, D = ${maxNoise}, V = ${variance}, js = ${threshold}, catalogue ${CATALOGUE_VERSION}`,
  standardDeviation: deviation,
  threshold,
};
