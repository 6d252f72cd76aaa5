// Types that only carry others: what they show is decided by what they carry, so they need no row of their own.
const CARRIER = /(Connection|Edge|Payload)$|^(PageInfo|UserError|Node)$/;

/** Whether a type only carries others: connections, edges, payloads, page marks, business errors and the Node interface. */
export function isCarrier(typeName: string): boolean {
  return CARRIER.test(typeName);
}
