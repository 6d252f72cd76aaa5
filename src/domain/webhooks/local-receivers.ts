// Receivers on this machine, for the development server alone: nothing that production runs imports this file.
import { isPublic, type Receivers } from './receivers.js';

/** As in production, and beside it this machine without TLS, so that whoever writes a receiver can try it. */
export const LOCAL_RECEIVERS: Receivers = {
  schemes: ['https:', 'http:'],
  schemeRule: 'url: begins with https:// or http://.',
  permits: (address) => isPublic(address) || address === '127.0.0.1' || address === '::1',
};
