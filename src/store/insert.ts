// Inserts as constant text: TypeORM's builder writes the same statement anew for every row, which costs more than the row.
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

interface Insertable<Row extends ObjectLiteral, Name extends keyof Row & string> {
  readonly entity: EntityTarget<Row>;
  readonly columns: readonly Name[];
}

/** One table and the columns that rows come with; the columns left out take their defaults. */
export function insertable<Row extends ObjectLiteral, const Name extends keyof Row & string>(
  entity: new () => Row,
  columns: readonly Name[],
): Insertable<Row, Name> {
  return { entity, columns };
}

const heads = new WeakMap<object, string>();

/** Inserts rows; nothing when there are none. */
export async function insert<Row extends ObjectLiteral, Name extends keyof Row & string>(
  manager: EntityManager,
  into: Insertable<Row, Name>,
  ...rows: readonly Pick<Row, Name>[]
): Promise<void> {
  if (rows.length === 0) return;
  const width = into.columns.length;
  const lists = rows.map(
    (_, row) => `(${into.columns.map((_, column) => `$${row * width + column + 1}`).join(', ')})`,
  );
  const values = rows.flatMap((row) => into.columns.map((name) => row[name]));
  await manager.query(`${headOf(manager, into)} values ${lists.join(', ')}`, values);
}

function headOf<Row extends ObjectLiteral, Name extends keyof Row & string>(
  manager: EntityManager,
  into: Insertable<Row, Name>,
): string {
  const known = heads.get(into);
  if (known) return known;
  const metadata = manager.connection.getMetadata(into.entity);
  const columns = into.columns.map((name) => metadata.findColumnWithPropertyName(name)!.databaseName);
  const head = `insert into ${metadata.tablePath} (${columns.join(', ')})`;
  heads.set(into, head);
  return head;
}
