import { sectionText, type Article } from '../content/article.ts';
import { visitIndexedWords } from '../analysis/indexed-words.ts';
import type { WordForms } from '../analysis/tokenize.ts';

/** The words of an article in the order in which they stand: what re-ranking reads. */
export interface ArticleWords {
  /** Numbers of words shifted by `wordShift`, with the marks below; those that carry no subject are left out. */
  readonly tokens: Int32Array;
  /** Text `i` is tokens `[starts[i], starts[i + 1])`. */
  readonly starts: Int32Array;
  /** The texts before this one are names: the end of the slug, the title, aliases and questions. */
  readonly namesEnd: number;
  /** From this text on each section has two, its heading and what stands under it. */
  readonly sectionsStart: number;
  /** How many words stand before the sections, then in each: headings twice, inside an identifier half. */
  readonly lengths: readonly number[];
}

export const wordShift = 2;
/** Inside an identifier: half a word. */
export const isPart = 1;
/** The next word stands at the same place. */
export const stays = 2;

/** The title is the second name, after the end of the slug. */
export const titleName = 1;
/** The end of the slug is a name, but no text of the article. */
export const firstText = 1;

/** An article's texts in the order in which `ArticleWords` has them. */
export function textsOf(article: Article): { texts: string[]; namesEnd: number; about: number } {
  const { about, namesEnd } = textsAbout(article);
  const texts = article.sections.flatMap((section) => [section.heading, sectionText(section)]);
  return { texts: [...about, ...texts], namesEnd, about: about.length };
}

/** Those of them that stand before the text itself. */
export function textsAbout(article: Article): { about: string[]; namesEnd: number } {
  const { slug, title, aliases, questions, summary, tags } = article;
  const slugEnd = slug.slice(slug.lastIndexOf('/') + 1).replaceAll('_', '-');
  const names = [slugEnd, title, ...aliases, ...questions];
  return { about: [...names, summary, ...tags], namesEnd: names.length };
}

/** @param known forms of words met before, to share between many articles */
export function takeApart(
  article: Article,
  vocabulary: { numberOf(word: string): number },
  known: Map<string, WordForms>,
): ArticleWords {
  const { texts, namesEnd, about: sectionsStart } = textsOf(article);
  const all: number[] = [];
  const starts = [0];
  const lengths = [0];
  for (const [text, content] of texts.entries()) {
    const { row, times } = placeOf(text, sectionsStart);
    const isName = text < namesEnd || times === inHeading;
    visitIndexedWords(content, { isName, known }, (word, marks) => {
      const token = (marks.isPart ? isPart : 0) | (marks.stays ? stays : 0);
      all.push((vocabulary.numberOf(word) << wordShift) | token);
      if (text >= firstText) lengths[row] = (lengths[row] ?? 0) + timesOf(token, times);
    });
    starts.push(all.length);
    lengths[row] ??= 0;
  }
  const [tokens, bounds] = [Int32Array.from(all), Int32Array.from(starts)];
  return { tokens, starts: bounds, namesEnd, sectionsStart, lengths };
}

const inHeading = 2;

/** The row that a text is counted in, 0 before the first section, and how often its words count. */
export function placeOf(text: number, sectionsStart: number): { row: number; times: number } {
  const inSections = text - sectionsStart;
  if (inSections < 0) return { row: 0, times: 1 };
  return { row: (inSections >> 1) + 1, times: inSections % 2 === 0 ? inHeading : 1 };
}

/** How often a word counts where it stands: inside an identifier half. */
export function timesOf(token: number, times: number): number {
  return (token & isPart) === 0 ? times : times / 2;
}

/** The words of some of its texts, of all from the first on when there is no end. */
export function wordsOf({ tokens, starts }: ArticleWords, from: number, end?: number): Int32Array {
  const last = end === undefined ? tokens.length : starts[end];
  return tokens.subarray(starts[from], last).map((token) => token >> wordShift);
}
