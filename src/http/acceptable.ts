// Whether a client takes the types in which there are answers. Apollo Server looks too, but only when a mutation is already committed.
// @ts-expect-error -- It comes without types.
import Untyped from 'negotiator';

const Negotiator = Untyped as new (request: { headers: { accept: string } }) => {
  mediaType(available: readonly string[]): string | undefined;
};

/** The types among which Apollo Server chooses one for an answer that is whole; its third is for whoever asks for it by name. */
const TYPES = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
  'application/json; callbackSpec=1.0; charset=utf-8',
];

export const NOT_ACCEPTABLE = `An 'accept' header was provided for this request which does not accept ${TYPES[0]} or ${TYPES[1]}`;

/** Whether Apollo Server will find a type that an Accept header takes: asked by the same library about the same types. */
export function isAcceptable(accept: string | undefined): boolean {
  return !accept || new Negotiator({ headers: { accept } }).mediaType(TYPES) !== undefined;
}
