// How far a long test has come, told at once and not at the end of the run.
const EVERY_MS = 10_000;

export function openProgress(name: string, total: number) {
  // Taken before a test begins to listen to what is said.
  const write = process.stdout.write.bind(process.stdout);
  const begun = performance.now();
  let told = begun;
  const line = (done: number) => {
    const seconds = (performance.now() - begun) / 1_000;
    return `${name}: ${done} of ${total}, ${seconds.toFixed(0)} s, ${(done / seconds).toFixed(0)} a second`;
  };
  return {
    at: (done: number) => {
      if (performance.now() - told < EVERY_MS) return;
      told = performance.now();
      write(`${line(done)}\n`);
    },
    end: (done: number) => void write(`${line(done)}\n`),
    tell: (text: string) => void write(`${name}: ${text}\n`),
  };
}
