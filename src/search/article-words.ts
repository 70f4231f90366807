import { sectionText, type Article } from '../content/article.ts';
import { namingPairs } from '../analysis/particles.ts';
import { stopWords } from '../analysis/word-lists.ts';
import { tokenize, type WordForms } from '../analysis/tokenize.ts';

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
}

export const wordShift = 2;
/** Inside an identifier: half a word. */
const isPart = 1;
/** The next word stands at the same place. */
const stays = 2;

/** The title is the second name, after the end of the slug. */
export const titleName = 1;
/** The end of the slug is a name, but no text of the article. */
const firstText = 1;

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
  const { texts, namesEnd, about } = textsOf(article);
  const all: number[] = [];
  const starts = [0];
  const add = (word: string, marks: number): void => {
    all.push((vocabulary.numberOf(word) << wordShift) | marks);
  };
  for (const [text, content] of texts.entries()) {
    const isName = text < namesEnd || (text >= about && (text - about) % 2 === 0);
    const tokens = tokenize(content, known);
    for (const [at, { forms }] of tokens.entries()) {
      const pairs = isName ? namingPairs(tokens, at) : [];
      for (const pair of pairs) add(pair, 0);
      // The small word is in its pair.
      if (pairs.length > 0 || stopWords.has(forms.word)) continue;
      add(forms.word, forms.parts.length > 0 ? stays : 0);
      for (const part of forms.parts) add(part, isPart);
    }
    starts.push(all.length);
  }
  return {
    tokens: Int32Array.from(all),
    starts: Int32Array.from(starts),
    namesEnd,
    sectionsStart: about,
  };
}

/**
 * Calls for each word of its texts.
 *
 * @param visit gets the row, which is 0 before the first section, and how much the word counts:
 * in a heading twice, inside an identifier half
 */
export function visitWords(
  { tokens, starts, sectionsStart }: ArticleWords,
  visit: (word: number, position: number, row: number, times: number) => void,
): void {
  let position = 0;
  for (let text = firstText; text < starts.length - 1; text++) {
    const inSections = text - sectionsStart;
    const row = inSections < 0 ? 0 : (inSections >> 1) + 1;
    const once = inSections >= 0 && inSections % 2 === 0 ? 2 : 1;
    const end = starts[text + 1] ?? 0;
    for (let i = starts[text] ?? 0; i < end; i++) {
      const token = tokens[i] ?? 0;
      visit(token >> wordShift, position, row, (token & isPart) === 0 ? once : once / 2);
      if ((token & stays) === 0) position++;
    }
    // The last word of a text and the first of the next are no neighbours.
    position++;
  }
}

/** How many sections there are. */
export function countSections({ starts, sectionsStart }: ArticleWords): number {
  return (starts.length - 1 - sectionsStart) / 2;
}

/** The text that is the heading of a section. */
export function headingOf({ sectionsStart }: ArticleWords, section: number): number {
  return sectionsStart + 2 * section;
}

/** The words of one of its texts. */
export function wordsOfText({ tokens, starts }: ArticleWords, text: number): Int32Array {
  return tokens.subarray(starts[text], starts[text + 1]).map((token) => token >> wordShift);
}

/** The stems of a text, none twice. */
export function stemsOfText(
  article: ArticleWords,
  text: number,
  { stemOfWord }: { readonly stemOfWord: readonly number[] },
): readonly number[] {
  return [...new Set(Array.from(wordsOfText(article, text), (word) => stemOfWord[word] ?? 0))];
}
