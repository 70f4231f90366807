import { foldedWords } from '../analysis/tokenize.ts';

/** A message as two people: who wrote it, and what they brought along. */
export interface SplitMessage {
  /** Without emoji, names called out, addresses and asides; a line break where one was. */
  readonly prose: string;
  /** Code, logs, stacks. */
  readonly pasted: string;
}

/** Keeps what a person wrote from what a program did. */
export function splitPasted(message: string): SplitMessage {
  const pasted: string[] = [];
  const unfenced = message
    .replace(fencePattern, (code) => {
      pasted.push(code.replaceAll('```', ''));
      return '\n';
    })
    .replace(emojiPattern, '\n');
  let isInside = false;
  const prose = linesOf(unfenced).filter((line) => {
    // Inside a stack the lines of source stand further in.
    const isPasted = looksPasted(line) || (isInside && /^\s{2,}\S/.test(line));
    isInside = isPasted;
    if (isPasted) pasted.push(line);
    return !isPasted;
  });
  return { prose: dropSigns(prose.join('\n')), pasted: pasted.join('\n').trim() };
}

/**
 * `ModuleNotFoundError: No module named 'x'`: what the line of a stack says that happened. Of the words of
 * a type only the package names something, unless nothing else is said.
 */
export function lastError(pasted: string): string {
  const lines = pasted.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((each) => /(?:Error|Exception)\b/.test(each)) ?? lines.at(-1) ?? '';
  return line.replace(stampPattern, '').replace(errorTypePattern, '$1 ').trim();
}

/** When, and how bad. */
const stampPattern =
  /^\s*(?:\[?(?:\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d[\d.,Z+:]*)?|\d\d:\d\d:\d\d[\d.,]*|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?:?\s+)+/;

const errorTypePattern =
  /^\s*(?:([a-z]\w*)\.)?(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Warning): (?=\S+\s+\S)/;

const fencePattern = /```[^]*?(?:```|$)/g;
// Lines as programs write them: a stack, a time or a level in front, a prompt, an error by its name.
const pastedLinePattern =
  /^\s*(?:Traceback \(|File "|at \S+ ?\(|(?:[\w.]*\.)?\w*(?:Error|Exception|Warning)\b\s*:|Caused by:|\.{3} \d+ more|\[?\d{4}-\d\d-\d\d[T ]|\[?\d\d:\d\d:\d\d|\[?(?:DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b|[$%#] \S|\^+\s*$|[\w.-]+@[\w.-]+(?::\S*)?[:$#] )/;
// A setting as a file has it: `port = 8080`, `"private": true,`, `[server]`, a whole line in backticks.
const settingPattern =
  /^\s*(?:(?:export )?[\w.-]+ ?= ?\S+|(?:"[^"]+"|[\w.-]+): ?(?:"[^"]*",?|\S+,|\d\S*)|\[[\w.-]+\]|[{}\][(),]+|`[^`]+`)\s*$/;
const clockPattern = /\b\d\d:\d\d:\d\d\b/;
const assignmentPattern = /(?<![\w.])[\w.]+=\S/g;
// In a line that a person wrote, so many signs do not stand among the letters.
const signShare = 0.25;

function looksPasted(line: string): boolean {
  if ([pastedLinePattern, settingPattern, clockPattern].some((each) => each.test(line)))
    return true;
  if ((line.match(assignmentPattern) ?? []).length > 1) return true;
  const written = line.replace(linePrefixPattern, '').replace(urlPattern, '').replace(/\s/g, '');
  const signs = written.replace(/[\p{L}\p{M}?!.,'"’“”]/gu, '').length;
  return written.length > 20 && signs / written.length > signShare;
}

// A line that ends in one of these goes on in the next: it was broken by a window, not by a person.
const openEndPattern = /\b(?:i|we|you|a|an|the|my|our|to|of|in|on|for|with|and|or)$/i;
// In front of a line: a quotation in Slack's way, an item of a list, who said it and when.
const linePrefixPattern =
  /^\s*(?:>+\s?)*((?:[-*•‣◦]|\d{1,2}[.)])\s+)?(?:\[\d{1,2}:\d\d\] [\p{L} ]{1,30}:\s)?/u;

function linesOf(text: string): readonly string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const written = looksPasted(line)
      ? line
      : line.replace(linePrefixPattern, (prefix, mark?: string) => {
          if (prefix.trim() === '') return prefix;
          return mark === undefined ? '' : '• ';
        });
    const last = lines.at(-1);
    if (last !== undefined && openEndPattern.test(last) && !looksPasted(last)) {
      lines[lines.length - 1] = `${last} ${written}`;
    } else lines.push(written.trimEnd());
  }
  return lines;
}

/** As pictures, in Slack's codes, and as faces of signs. */
export const emojiPattern =
  /(?<![\w:])(?::[a-z\d+-][\w+-]*:)+(?![\w:])|\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{M}|\u200d)*|(?<=\s|^)[:;]['-]?[)(DPp/](?=\s|$)/giu;
const calledOutPattern = /(?<![\w@])@(?:channel|here|everyone)\b/gi;
const urlPattern = /\bhttps?:\/\/\S+/gi;
const asidePattern = /\([^()]*\)/g;
/** "(celery)" says what is meant, a sentence in brackets what the person thinks of it. */
const maxAsideWords = 3;

/** What is no word of the question wherever it stands. An address alone is all there is to ask. */
function dropSigns(text: string): string {
  const dropped = text
    .replace(calledOutPattern, ' ')
    .replace(urlPattern, ' ')
    .replace(/\btl;dr\b/gi, 'tldr')
    .replace(asidePattern, (aside) => (foldedWords(aside).length > maxAsideWords ? ' ' : aside))
    .replace(/[^\S\n]+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(dropped) ? dropped : text.trim();
}
