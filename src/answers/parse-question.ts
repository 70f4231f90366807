import type { Question } from './answer.ts';

/** What is kept of a question; nobody reads a longer one back. */
export const maxQuestionChars = 1_000;

const quotedPattern = /(?<![\p{L}\p{N}])(-?)"([^"]*)"/gu;
// `#42` is a number people talk about, `C#` a language: neither is a tag.
const tagPattern = /(?<=^|\s)#(?=[\p{N}_-]*\p{L})([\p{L}\p{M}\p{N}_-]+)(?![\p{L}\p{N}])/gu;
// Alone it can be nothing else: a topic may be called `#404`, and its button asks for just that.
const onlyTagPattern = /^#([\p{L}\p{M}\p{N}-]+)$/u;
// A flag (`--force`, `-f`) or a negative number is not an exclusion.
const excludedPattern = /(?<=^|\s)-(?=\p{L}\S)([^\s"]+)/gu;

// Signs of code, a log or an error message: in what was pasted nothing is an operator.
const pastedPattern =
  /[{}[\]=;<>\\`|]|[\p{L}\p{N}_]\(|\d:\d\d:\d\d|\b(?:ERROR|WARN|INFO|DEBUG|FATAL)\b|(?:Error|Exception|Traceback)\b|", line \d/u;

/** Understands what a person typed. Never throws; anything it does not understand is words. */
export function parseQuestion(text: string, options: { literal?: boolean } = {}): Question {
  const shown = cutAtWord(plain(text), maxQuestionChars);
  const parsed = pastedPattern.test(shown) ? parseWords(shown) : parseOperators(shown);
  return { ...parsed, text: shown, literal: options.literal ?? false };
}

/** The same where nothing is an operator. */
export function parseWords(text: string): Omit<Question, 'text' | 'literal'> {
  const words = spellOut(collapse(cutAtWord(plain(text), maxQuestionChars).replaceAll('"', ' ')));
  return { words, tags: [], phrases: [], excluded: [] };
}

function parseOperators(asked: string): Omit<Question, 'text' | 'literal'> {
  const phrases: string[] = [];
  const excluded: string[] = [];
  const tags: string[] = [];
  const words = asked
    .replace(quotedPattern, (_, minus: string, inner: string) => {
      const phrase = inner.trim();
      if (phrase !== '') (minus === '' ? phrases : excluded).push(phrase);
      return ' ';
    })
    .replace(excludedPattern, (_, word: string) => {
      excluded.push(word);
      return ' ';
    })
    .replace(onlyTagPattern.test(asked) ? onlyTagPattern : tagPattern, (_, tag: string) => {
      tags.push(tag.toLowerCase());
      return ' ';
    });
  return {
    words: spellOut(collapse(words.replaceAll('"', ' '))),
    tags: [...new Set(tags)],
    phrases: [...new Set(phrases)],
    excluded: [...new Set(excluded)],
  };
}

/** "w/" and "w/o", as they are said. */
function spellOut(words: string): string {
  return words.replaceAll(/(?<=^|\s)w\/(o?)(?=\s)/giu, (_, o: string) => (o ? 'without' : 'with'));
}

/** White space and control characters collapsed, typographic quotes and dashes made plain. */
function plain(text: string): string {
  return collapse(
    text
      .toWellFormed()
      .replace(/[“”„‟«»″＂]/g, '"')
      .replace(/(?<=^|\s)[–—−](?=\p{L})/gu, '-'),
  );
}

function collapse(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function cutAtWord(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const space = text.lastIndexOf(' ', maxChars);
  if (space > 0) return text.slice(0, space);
  // One endless word: cut it, but never inside a surrogate pair.
  return text.slice(0, maxChars).replace(/[\ud800-\udbff]$/, '');
}
