// The same request sent many times at once to both nodes, and edits of which only one can be the first.
import { CONTENT, UNIT } from '../../api/tools/entries.js';
import { FULL, POLICE } from '../../api/tools/flags.js';
import { tell, type Told } from './asking.js';
import type { Installation } from './installation.js';

const FLAG = `mutation ($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) {
  referral { id reference version status } errors { code } } }`;
const DRAFT = `mutation ($input: DraftTrendEntryInput!) { draftTrendEntry(input: $input) { trendEntry { id version } errors { code } } }`;
const REVISE = `mutation ($input: ReviseTrendEntryInput!) { reviseTrendEntry(input: $input) {
  trendEntry { id version title } errors { code } } }`;
const READ = 'query ($id: ID!) { trendEntry(id: $id) { version title } }';

/** Sends a request until it is answered otherwise than "try again", as any client would. */
async function insist(
  installation: Installation,
  turn: number,
  organisation: string,
  query: string,
  variables: object,
): Promise<Told> {
  for (;;) {
    const addresses = installation.addresses();
    const told = await tell(
      installation,
      addresses[turn % addresses.length]!,
      organisation,
      query,
      variables,
    );
    if (told.code !== 'UNAVAILABLE') return told;
  }
}

/** Sends a flag under each of so many keys so many times at once; answers with the keys that did not all get one and the same answer. */
export async function repeatFlags(
  installation: Installation,
  keys: number,
  times: number,
): Promise<{ differing: readonly string[]; ids: readonly string[] }> {
  const differing: string[] = [];
  const ids: string[] = [];
  for (let key = 0; key < keys; key += 1) {
    const input = { ...FULL, idempotencyKey: `upprepad ${key}` };
    const answers = await Promise.all(
      Array.from({ length: times }, (_, turn) => insist(installation, turn, POLICE, FLAG, { input })),
    );
    const texts = new Set(answers.map(({ text }) => text));
    const id = answers[0]?.data?.submitReferralFlag?.referral?.id as string | undefined;
    if (texts.size > 1 || id === undefined) differing.push([...texts].slice(0, 2).join(' | '));
    else ids.push(id);
  }
  return { differing, ids };
}

/** So many rounds in which so many clients change the same draft at once. Answers with what the losers and the winners were told. */
export async function conflict(
  installation: Installation,
  rounds: number,
  editors: number,
): Promise<{ winners: number; told: number; wrong: readonly string[] }> {
  const content = { ...CONTENT, idempotencyKey: 'omstridd' };
  const drafted = await insist(installation, 0, UNIT, DRAFT, { input: content });
  const { id } = drafted.data.draftTrendEntry.trendEntry as { id: string };
  const wrong: string[] = [];
  let winners = 0;
  let told = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: editors }, (_, editor) => {
        const key = `omstridd ${round} ${editor}`;
        const input = { id, expectedVersion: round, title: `Titel av ${editor}`, idempotencyKey: key };
        return insist(installation, editor, UNIT, REVISE, { input });
      }),
    );
    const payloads = answers.map(
      ({ data }) =>
        data?.reviseTrendEntry as { trendEntry: { title: string } | null; errors: { code: string }[] },
    );
    const won = payloads.flatMap((payload, editor) => (payload?.trendEntry ? [editor] : []));
    const lost = payloads.filter((payload) => payload?.errors[0]?.code === 'VERSION_CONFLICT');
    const { data } = await insist(installation, round, UNIT, READ, { id });
    const isRight = won.length === 1 && data.trendEntry.title === `Titel av ${won[0]}`;
    if (!isRight || lost.length !== editors - 1) wrong.push(answers.map(({ text }) => text).join(' | '));
    winners += won.length;
    told += lost.length;
  }
  return { winners, told, wrong };
}
