import { sectionText, type Article } from '../content/article.ts';
import { namingPairs } from './particles.ts';
import { stopWords } from './stop-words.ts';
import { tokenize, type WordForms } from './tokenize.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Where the words of an article stand: what re-ranking reads. Words go by number. */
export interface ArticleWords {
  /** The words of its texts, ascending, none twice. */
  readonly words: Int32Array;
  /** For each word: how often it stands, headings twice, inside an identifier half. */
  readonly counts: Float32Array;
  /** Places `[starts[i], starts[i + 1])` are those of word `i`. */
  readonly starts: Int32Array;
  /** Ascending: positions shifted by `positionShift`, with the marks below. */
  readonly places: Int32Array;
  /** Position at which each section begins, its heading first. */
  readonly sections: Int32Array;
  /** How many words there are: headings twice, parts of identifiers half. */
  readonly length: number;
  readonly sectionLengths: Float32Array;
  /** The words of one name after the other. */
  readonly names: Int32Array;
  /** Name `i` is words `[nameStarts[i], nameStarts[i + 1])`. */
  readonly nameStarts: Int32Array;
  /** Names before this one are the end of the slug, the title, aliases and questions; then headings. */
  readonly headingsStart: number;
}

export const positionShift = 2;
/** In a heading: counts twice. */
const inHeading = 1;
/** Inside an identifier: half a word. */
const isPart = 2;

/** What a place counts. */
export function timesOf(place: number): number {
  const times = (place & inHeading) === 0 ? 1 : 2;
  return (place & isPart) === 0 ? times : times / 2;
}

/** The title is the second name, after the end of the slug. */
export const titleName = 1;
/** The end of the slug is a name, but no text of the article. */
const firstText = 1;

/** An article's texts in the order in which its tokens have them. */
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
  vocabulary: Vocabulary,
  known: Map<string, WordForms>,
): ArticleWords {
  const { texts, namesEnd, about } = textsOf(article);
  const places = new Map<number, number[]>();
  const sections: number[] = [];
  const sectionLengths: number[] = [];
  const names: number[] = [];
  const nameStarts = [0];
  let length = 0;
  let position = 0;
  for (const [text, content] of texts.entries()) {
    const isHeading = text >= about && (text - about) % 2 === 0;
    const isName = text < namesEnd || isHeading;
    const mark = isHeading ? inHeading : 0;
    if (isHeading) sections.push(position);
    const add = (word: string, marks: number): number => {
      const number = vocabulary.numberOf(word);
      if (text < firstText) return number;
      const all = places.get(number);
      const place = (position << positionShift) | mark | marks;
      if (all === undefined) places.set(number, [place]);
      else all.push(place);
      return number;
    };
    let words = 0;
    const tokens = tokenize(content, known);
    for (const [at, { forms }] of tokens.entries()) {
      const pairs = isName ? namingPairs(tokens, at) : [];
      names.push(...pairs.map((pair) => add(pair, 0)));
      if (stopWords.has(forms.word)) continue;
      const own = [add(forms.word, 0)];
      for (const part of forms.parts) {
        own.push(add(part, isPart));
        position++;
      }
      if (forms.parts.length === 0) position++;
      // The small word is in its pair.
      if (isName && pairs.length === 0) names.push(...own);
      words += 1 + forms.parts.length / 2;
    }
    if (isName) nameStarts.push(names.length);
    // The last word of a text and the first of the next are no neighbours.
    if (text >= firstText) position++;
    if (isHeading) words *= 2;
    if (text >= firstText) length += words;
    if (isHeading) sectionLengths.push(words);
    else if (text >= about) sectionLengths.push((sectionLengths.pop() ?? 0) + words);
  }
  const numbers = Int32Array.from(places.keys()).sort();
  const ordered = Array.from(numbers, (number) => places.get(number) ?? []);
  let end = 0;
  return {
    words: numbers,
    counts: Float32Array.from(ordered, (all) => all.reduce((sum, each) => sum + timesOf(each), 0)),
    starts: Int32Array.from([0, ...ordered.map((all) => (end += all.length))]),
    places: Int32Array.from(ordered.flat()),
    sections: Int32Array.from(sections),
    length,
    sectionLengths: Float32Array.from(sectionLengths),
    names: Int32Array.from(names),
    nameStarts: Int32Array.from(nameStarts),
    headingsStart: namesEnd,
  };
}

/** The index of a word in `words`, by bisection. */
export function findWord({ words }: ArticleWords, word: number): number | undefined {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? 0) < word) low = middle + 1;
    else high = middle;
  }
  return words[low] === word ? low : undefined;
}

/** The stems of a name, none twice. */
export function stemsOfName(
  { names, nameStarts }: ArticleWords,
  name: number,
  { stemOfWord }: Vocabulary,
): number[] {
  const stems: number[] = [];
  const end = nameStarts[name + 1] ?? 0;
  for (let i = nameStarts[name] ?? 0; i < end; i++) {
    const stem = stemOfWord[names[i] ?? 0] ?? 0;
    if (!stems.includes(stem)) stems.push(stem);
  }
  return stems;
}
