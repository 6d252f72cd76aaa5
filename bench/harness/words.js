// Invented Swedish prose of a wanted length, the same in every run: what is measured must not change between runs.
const WORDS =
  `adressen annons annonserna antalet arbetet bilder bland både börjat delar därför efter enheten färre fler
flera från får förra för före försäljning gånger genom grupp har helgen hotell hör i insats inte jämfört kan kontakt
kontakter kvinnor kvällar känner lägenhet länet län man med medan mellan mer mest miljöer minskar mot mycket myndighet
möten månad möter männen nu når nätet och offentlig om område ofta också olika oro personer plats plattform procent på
samma samtal sedan ses skydd sociala staden stöd ställen så säger södra till tjänster trots under unga uppger utan utsatt
vanligare vara vecka verksamhet visar våld våren väntar åren åtgärder är ändrat ökar ökning över`.split(
    /\s+/,
  );

/** A source of numbers from 0 (included) to 1 (excluded) that repeats itself from the same seed (mulberry32). */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Prose of `length` characters; sentences, and a paragraph now and then. */
export function prose(next, length) {
  const parts = [];
  let size = 0;
  let left = 0;
  while (size < length) {
    const word = WORDS[Math.floor(next() * WORDS.length)];
    const isFirst = left === 0;
    if (isFirst) left = 6 + Math.floor(next() * 10);
    left -= 1;
    const gap = left > 0 ? ' ' : next() < 0.15 ? '.\n\n' : '. ';
    const text = (isFirst ? word[0].toUpperCase() + word.slice(1) : word) + gap;
    parts.push(text);
    size += text.length;
  }
  return (
    parts
      .join('')
      .slice(0, length - 1)
      .trimEnd() + '.'
  );
}

/** One to `most` different members of a list. */
export function some(next, list, most) {
  const wanted = 1 + Math.floor(next() * most);
  const from = Math.floor(next() * list.length);
  return Array.from(
    { length: Math.min(wanted, list.length) },
    (_, index) => list[(from + index) % list.length],
  );
}

/** One member of a list. */
export function one(next, list) {
  return list[Math.floor(next() * list.length)];
}
