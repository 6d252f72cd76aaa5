// Whether something is hidden or does not exist must not show in the time of an answer either. It would: to hide a row PostgreSQL has
// to look at it, and asks for the first time whose session this is. So an answer that something was not found leaves when a time is
// over that began with the request, long enough for either to be found out.
import type { ApolloServerPlugin } from '@apollo/server';
import { refusalOf } from './format-error.js';
import type { RequestContext } from '../context.js';

/** Ten times what finding nothing usually takes. Above it, on a busy machine, noise hides what is left. */
const LEAST_MS = 25;

/** Holds answers back that say NOT_FOUND. */
export const notFoundTime: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    // Set before anything is looked for: a timer set afterwards would end by so much later as the looking took.
    let timer: NodeJS.Timeout;
    const isOver = new Promise<void>((resolve) => (timer = setTimeout(resolve, LEAST_MS)));
    return {
      async willSendResponse({ errors }) {
        if (errors?.some((error) => refusalOf(error).code === 'NOT_FOUND')) await isOver;
        else clearTimeout(timer);
      },
    };
  },
};
