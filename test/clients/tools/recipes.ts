// The recipes of docs/clients.md, read from the page itself: a block of shell, and the answer that the page shows below it.
import { readFile } from 'node:fs/promises';

export interface Recipe {
  readonly name: string;
  readonly shell: string;
  readonly answer: string;
  readonly language: string;
}

const BLOCK = /^```(\w+)\n([^]*?)^```$/gm;

/** The shell that every recipe begins with, and the recipes. */
export async function readRecipes(): Promise<{ prelude: string; recipes: Recipe[] }> {
  const page = await readFile('docs/clients.md', 'utf8');
  const [intro = '', ...sections] = page.split(/^### /m);
  const prelude = [...intro.matchAll(BLOCK)].map(([, , text = '']) => text).join('');
  const recipes = sections.map((text) => {
    const [section = ''] = text.split(/^## /m);
    const [shell, answer, ...others] = [...section.matchAll(BLOCK)];
    const name = section.slice(0, section.indexOf('\n'));
    if (!shell || !answer || others.length > 0)
      throw new Error(`${name}: a recipe is a block and its answer`);
    return { name, shell: shell[2]!, answer: answer[2]!, language: answer[1]! };
  });
  return { prelude, recipes };
}
