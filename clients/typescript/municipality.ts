// Malmö sends the sightings of a week: counted on arrival, and forgotten. The same content twice is answered as DUPLICATE.
import {
  ImportObservationsDocument,
  type ImportObservationsMutationVariables,
} from './generated/municipality.js';
import { connect, send } from './samverkan.js';

type Observation = ImportObservationsMutationVariables['input']['observations'][number];

const seen = (gender: Observation['gender'], count: number): Observation => ({
  week: '2026-W31',
  municipality: '1280',
  arena: 'ESCORT_SITE',
  ageBand: 'AGE_21_24',
  gender,
  change: 'PRESENT',
  countUnit: 'ADVERTS',
  count,
});
const { importObservations } = await send(connect(), ImportObservationsDocument, {
  input: { source: 'Vecka 31, Malmö', observations: [seen('WOMAN', 41), seen('MAN', 17)] },
});
console.log(JSON.stringify(importObservations));
