import type { ContentProblem } from '../../src/content/content-problem.ts';
import { problemAt, type ArticleSource, type ProseLine } from './article-source.ts';

const price = /[$€£]\s?\d[\d.,]*|\d\s?[€£]|\b(?:USD|EUR|GBP|CHF|dollars?|euros?)\b/i;
const label =
  /\b(?:examples?|assum(?:e|es|ed|ing|ption|ptions))\b|\b20\d\d-\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d\b/i;

/** Prices change: each needs a date, or the word example or assumption, in the same section. */
export function checkPrices({ path, prose }: ArticleSource): readonly ContentProblem[] {
  return bySection(prose).flatMap((section) => {
    if (section.some(({ text }) => label.test(text))) return [];
    const priced = section.find(({ text }) => price.test(text));
    if (priced === undefined) return [];
    const found = price.exec(priced.text)?.[0] ?? '';
    const message = `a price ("${found}") in a section without a date or the word "example" or "assumption"; add one`;
    return [problemAt(path, priced.line, message)];
  });
}

function bySection(prose: readonly ProseLine[]): readonly (readonly ProseLine[])[] {
  const sections: ProseLine[][] = [[]];
  for (const part of prose) {
    if (part.kind === 'heading') sections.push([]);
    sections.at(-1)?.push(part);
  }
  return sections;
}
