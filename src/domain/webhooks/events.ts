// Which event of webhooks a line of the change feed is, and which type of object an event is about.
import { codesOf } from '../code-list.js';
import { WEBHOOK_EVENT, type WebhookEvent } from '../lists/webhooks.js';

const EVENTS = codesOf(WEBHOOK_EVENT);

/** The event of a change; null for a change that webhooks are not told of. */
export function eventOf(objectType: string, kind: string): WebhookEvent | null {
  const name = `${upperSnake(objectType)}_${kind}`;
  return EVENTS.find((event) => event === name) ?? null;
}

/** The events about objects of some types. */
export function eventsAbout(objectTypes: readonly string[]): WebhookEvent[] {
  const prefixes = objectTypes.map((type) => `${upperSnake(type)}_`);
  return EVENTS.filter((event) => prefixes.some((prefix) => event.startsWith(prefix)));
}

function upperSnake(type: string): string {
  return type.replace(/(?<=[a-z])[A-Z]/g, '_$&').toUpperCase();
}
