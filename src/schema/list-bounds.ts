// How many items a list of an input may have, and that its description says so.
import {
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';

/** Unless a field says otherwise, with the extension `mostItems`: no code list has more but that of the regions. */
const MOST_ITEMS = 50;

/** The most items of a list. */
export function mostItemsOf({ extensions }: GraphQLInputField | GraphQLArgument): number {
  return (extensions['mostItems'] as number | undefined) ?? MOST_ITEMS;
}

/** Has every list that a client may send tell its bound. */
export function tellListBounds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach(tell);
    else if (isObjectType(type) && !type.name.startsWith('__'))
      Object.values(type.getFields()).forEach(({ args }) => args.forEach(tell));
  }
}

function tell(field: GraphQLInputField | GraphQLArgument): void {
  if (!isListType(getNullableType(field.type))) return;
  field.description = `${field.description} At most ${mostItemsOf(field)} items.`;
}
