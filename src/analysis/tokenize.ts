import { stem } from './stem.ts';

/** A word of a text. */
export interface Token {
  /** `[start, end)` in the text it was found in, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** True when nothing but a hyphen stands between this word and the one before. */
  readonly hyphenated: boolean;
  readonly forms: WordForms;
}

/** What a word is indexed, asked and marked by. */
export interface WordForms {
  /** The word as one folded string: `max_retries`, `C++` as `c++`, `Café` as `cafe`; but `IT`, `US`. */
  readonly word: string;
  /** The words inside an identifier, folded: `max`, `retries`. Empty for a plain word. */
  readonly parts: readonly string[];
  /** The stems of the word and of its parts. */
  readonly stems: readonly string[];
}

// A word may hold a dot or an apostrophe between two of its characters (`py3.12`, `make.com`,
// `don't`), a dot in front (`.env`) and `++` or `#` behind (`C++`, `C#`). Format characters (soft
// hyphens, joiners) stand inside words without meaning anything.
const wordPattern = createWordPattern({
  letter: String.raw`\p{L}`,
  digit: String.raw`\p{N}`,
  inside: String.raw`\p{L}\p{M}\p{N}\p{Cf}_`,
});
// The same for text in plain letters, which is most text, several times as fast.
const plainWordPattern = createWordPattern({
  letter: 'A-Za-z',
  digit: '0-9',
  inside: 'A-Za-z0-9_',
});

function createWordPattern(chars: { letter: string; digit: string; inside: string }): RegExp {
  const { letter, digit, inside } = chars;
  const start = `[${letter}${digit}_]`;
  const hidden = `(?<![${letter}${digit}_.])\\.(?=[${letter}][${letter}${digit}])[${inside}]+`;
  const word = `${start}[${inside}]*(?:[.'’]${start}[${inside}]*)*`;
  return new RegExp(`${hidden}|${word}(?:\\+\\+|#(?![${letter}${digit}]))?`, 'gu');
}

// Scripts written without spaces between words.
const unspacedPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

// eslint-disable-next-line no-control-regex -- every character of ASCII is meant
const asciiPattern = /^[\x00-\x7f]*$/;
const oneWordPattern = /^(?:[a-z]+|[A-Z]?[a-z]+|[A-Z]+)$/;

// Departments and countries that are other words when nobody shouts.
const shoutedPattern = /^(?:IT|US)$/;

// A longer run without a space is data, not a word; cutting it keeps the vocabulary sane.
const maxWordChars = 64;

/**
 * The words of a text in order. Used alike for articles, questions and passages.
 *
 * @param known forms of words met before, to share between the calls of one long job
 */
export function tokenize(text: string, known = new Map<string, WordForms>()): Token[] {
  const tokens: Token[] = [];
  const add = (raw: string, start: number): void => {
    let forms = known.get(raw);
    if (forms === undefined) {
      forms = formsOf(raw);
      known.set(raw, forms);
    }
    if (forms.word === '') return;
    const last = tokens.at(-1);
    const hyphenated = last?.end === start - 1 && isHyphen(text[last.end]);
    tokens.push({ start, end: start + raw.length, hyphenated, forms });
  };
  const isPlain = asciiPattern.test(text);
  for (const { 0: raw, index } of text.matchAll(isPlain ? plainWordPattern : wordPattern)) {
    if (!isPlain && unspacedPattern.test(raw)) {
      for (const { segment, index: offset, isWordLike } of segmenter.segment(raw)) {
        if (isWordLike === true) add(segment, index + offset);
      }
    } else {
      add(raw, index);
    }
  }
  return tokens;
}

/** The words of a text, folded but not stemmed: what "as typed" compares. */
export function foldedWords(text: string): string[] {
  return tokenize(text).map((token) => token.forms.word.toLowerCase());
}

/** Lower case, compatibility forms and accents undone. */
function fold(text: string): string {
  if (asciiPattern.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFC');
}

function isHyphen(char: string | undefined): boolean {
  return char === '-' || char === '\u2010' || char === '\u2011';
}

function formsOf(raw: string): WordForms {
  if (shoutedPattern.test(raw)) return { word: raw, parts: [], stems: [raw] };
  if (oneWordPattern.test(raw) && raw.length <= maxWordChars) {
    const word = raw.toLowerCase();
    return { word, parts: [], stems: [stem(word)] };
  }
  const clean = cut(raw).replace(/\p{Cf}/gu, '');
  // A possessive is the word itself, "I'd" and "we'll" are the pronoun; "don't" is one word.
  const word = fold(clean)
    .replaceAll('’', "'")
    .replace(/'(?:s|d|ll|re|ve|m)$/, '')
    .replaceAll("'", '');
  const parts = /['’]/.test(clean) ? [] : partsOf(clean, word);
  return { word, parts, stems: [...new Set([word, ...parts].map(stem))] };
}

/** The words inside an identifier. `3.12` is one number and `n8n` one name, not several. */
function partsOf(raw: string, word: string): string[] {
  if (/^[\d.]+$/.test(word)) return [];
  const parts = raw
    .split(/[._+#]|(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u)
    .map(fold)
    .filter((part) => part !== '');
  return parts.length === 1 && parts[0] === word ? [] : parts;
}

function cut(raw: string): string {
  return raw.length <= maxWordChars ? raw : raw.slice(0, maxWordChars).toWellFormed();
}
