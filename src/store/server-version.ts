// Which PostgreSQL may hold what the agreement protects. Older minor versions let a session pass the row rules: with
// INSERT ... ON CONFLICT it reads (CVE-2026-120154) and writes (CVE-2026-16237) rows that are not its own.

/** The first minor version without these holes, by major version. */
const FLOORS: ReadonlyMap<number, number> = new Map([
  [15, 20],
  [16, 16],
  [17, 12],
  [18, 7],
]);
const NEWEST = Math.max(...FLOORS.keys());
const ACCEPTED = [...FLOORS].map(([major, minor]) => `${major}.${minor}`).join(', ');

/** A server whose row rules can be passed. The code is PostgreSQL's own for a server that takes no connections. */
export class OldServer extends Error {
  override readonly name = 'OldServer';
  readonly code = '57P03';

  constructor(version: string) {
    super(whyOld(version));
  }
}

/** Whether row rules hold in this version, as a server names itself: `18.7`, `15.20 (Debian 15.20-0+deb12u1)`. */
export function holdsRowRules(version: string): boolean {
  const [, major, minor] = /^(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  const floor = FLOORS.get(Number(major));
  return floor === undefined ? Number(major) > NEWEST : Number(minor) >= floor;
}

let judge: (version: string) => void = () => {};

/** From here on this process opens no connection to an old server. There is no way back. */
export function refuseOldServers(): void {
  judge = (version) => {
    throw new OldServer(version);
  };
}

/** From here on this process tells once that it has met an old server, unless it refuses them. */
export function warnOfOldServers(warn: (message: string) => void): void {
  let isTold = false;
  const refusing = judge;
  judge = (version) => {
    refusing(version);
    if (!isTold) warn(whyOld(version));
    isTold = true;
  };
}

/** Judges a server by the version that it named when the connection was opened. */
export function judgeServer(version: string): void {
  if (!holdsRowRules(version)) judge(version);
}

function whyOld(version: string): string {
  return (
    `The database server is PostgreSQL ${version || 'of no known version'}, in which row rules can be passed ` +
    `(CVE-2026-120154, CVE-2026-16237). Needed is ${ACCEPTED} or a later minor version of these, or ${NEWEST + 1} and above.`
  );
}
