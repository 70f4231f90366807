import { sectionText, type Article } from '../content/article.ts';
import { namingPairs } from './particles.ts';
import { stopWords } from './stop-words.ts';
import { tokenize, type WordForms } from './tokenize.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The words of an article by number, in reading order: what re-ranking reads. */
export interface ArticleTokens {
  /** Each a word's number shifted by `wordShift`, with the marks below. */
  readonly tokens: Int32Array;
  /** Text `i` is tokens `[starts[i], starts[i + 1])`. */
  readonly starts: Int32Array;
  /** Texts before this one are names: the end of the slug, the title, aliases and questions. */
  readonly namesEnd: number;
  /** From this text on there are two for each section: its heading and what stands under it. */
  readonly sectionsStart: number;
}

export const wordShift = 4;
/** The next token has the next position. */
export const advances = 1;
/** Inside an identifier: half a word. */
export const isPart = 2;
/** Two words with a hyphen between them as one, beside both by themselves. */
export const isJoined = 4;
/** A small word and its neighbour, beside both by themselves. */
export const isPair = 8;

/** The end of the slug is a name, but no text of the article. */
export const firstText = 1;
export const titleText = 1;

/** An article's texts in the order in which its tokens have them. */
export function textsOf(article: Article): { texts: string[]; namesEnd: number; about: number } {
  const { slug, title, aliases, questions, summary, tags, sections } = article;
  const slugEnd = slug.slice(slug.lastIndexOf('/') + 1).replaceAll('_', '-');
  const names = [slugEnd, title, ...aliases, ...questions];
  const about = [...names, summary, ...tags];
  const texts = sections.flatMap((section) => [section.heading, sectionText(section)]);
  return { texts: [...about, ...texts], namesEnd: names.length, about: about.length };
}

export function isHeadingText(text: number, sectionsStart: number): boolean {
  return text >= sectionsStart && (text - sectionsStart) % 2 === 0;
}

/** @param known forms of words met before, to share between many articles */
export function takeApart(
  article: Article,
  vocabulary: Vocabulary,
  known: Map<string, WordForms>,
): ArticleTokens {
  const { texts, namesEnd, about } = textsOf(article);
  const tokens: number[] = [];
  const starts = [0];
  const add = (word: string, marks: number): void => {
    tokens.push((vocabulary.numberOf(word) << wordShift) | marks);
  };
  for (const [number, text] of texts.entries()) {
    const words = tokenize(text, known);
    const isName = number < namesEnd || isHeadingText(number, about);
    let before = '';
    for (const [place, { forms, hyphenated }] of words.entries()) {
      if (isName) for (const pair of namingPairs(words, place)) add(pair, isPair);
      if (stopWords.has(forms.word)) {
        before = '';
        continue;
      }
      // `dead-letter` is found by `deadletter` too.
      if (hyphenated && before !== '') add(before + forms.word, isJoined);
      add(forms.word, forms.parts.length === 0 ? advances : 0);
      for (const part of forms.parts) add(part, isPart | advances);
      before = forms.word;
    }
    starts.push(tokens.length);
  }
  return {
    tokens: Int32Array.from(tokens),
    starts: Int32Array.from(starts),
    namesEnd,
    sectionsStart: about,
  };
}
