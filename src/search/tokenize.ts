import { stemmer } from 'stemmer';

/** A word of a text and the terms it is indexed, asked and marked by. */
export interface Token {
  /** `[start, end)` in the text it was found in, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The word as one folded string: `max_retries`, `C++` as `c++`, `Café` as `cafe`. */
  readonly word: string;
  /** The stem of the word first, then its parts: `max_retries`, `max`, `retri`. Never empty. */
  readonly terms: readonly string[];
}

// A word may hold a dot, apostrophe or the like between two of its characters (`py3.12`,
// `make.com`, `don't`), a dot in front (`.env`) and `+` or `#` behind (`C++`, `C#`). Format
// characters (soft hyphens, joiners) stand inside words without meaning anything.
const wordPattern =
  /(?<![\p{L}\p{N}_.])\.(?=\p{L}[\p{L}\p{N}]+)[\p{L}\p{M}\p{N}_]+|[\p{L}\p{N}_][\p{L}\p{M}\p{N}\p{Cf}_]*(?:[.'’][\p{L}\p{N}_][\p{L}\p{M}\p{N}\p{Cf}_]*)*(?:\+\+|#(?![\p{L}\p{N}]))?/gu;

// Scripts written without spaces between words.
const unspacedPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

// A longer run without a space is data, not a word; cutting it keeps the vocabulary sane.
const maxWordChars = 64;

/** The words of a text in order. Used alike for articles, questions and passages. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(wordPattern)) {
    if (unspacedPattern.test(match[0])) segment(match[0], match.index, tokens);
    else addToken(match[0], match.index, tokens);
  }
  return tokens;
}

/** The words of a text, folded but not stemmed: what "as typed" compares. */
export function foldedWords(text: string): string[] {
  return tokenize(text).map((token) => token.word);
}

function segment(run: string, offset: number, tokens: Token[]): void {
  for (const { segment: word, index, isWordLike } of segmenter.segment(run)) {
    if (isWordLike === true) addToken(word, offset + index, tokens);
  }
}

function addToken(raw: string, start: number, tokens: Token[]): void {
  const end = start + raw.length;
  const clean = raw.slice(0, maxWordChars).replace(/\p{Cf}/gu, '');
  const word = fold(clean).replaceAll('’', "'");
  if (word === '') return;
  tokens.push({ start, end, word, terms: termsOf(clean, word) });
}

/** Lower case, compatibility forms and accents undone. */
function fold(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');
}

function termsOf(raw: string, word: string): string[] {
  if (/^[a-z]+$/.test(word) && !/[a-z][A-Z]|[A-Z]{2}[a-z]/.test(raw)) return [stemmer(word)];
  if (word.includes("'")) {
    // The possessive is the word itself; a contraction is one word without its mark.
    const joined = word.replace(/'s$/, '').replaceAll("'", '');
    return [stem(joined)];
  }
  const parts = raw
    .split(/[._+#]|(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u)
    .map((part) => stem(fold(part)))
    .filter((part) => part !== '' && part !== word);
  // `3.12` is one number, not two.
  return /^[\d.]+$/.test(word) ? [word] : [...new Set([word, ...parts])];
}

function stem(word: string): string {
  return /^[a-z]+$/.test(word) ? stemmer(word) : word;
}
