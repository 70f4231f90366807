import { compareText } from '../../text/compare-text.ts';
import { decodeFile } from '../decode-file.ts';
import { parseDay } from './parse-day.ts';
import { textOf, verifiedKeys } from './read-front-matter.ts';
import { splitFile } from './split-file.ts';

export type SetVerified =
  | { readonly kind: 'set'; readonly bytes: Uint8Array }
  /** The file says that day already, or a later one. */
  | { readonly kind: 'same' }
  /** Where the day would stand cannot be told, or setting it would change more than that. */
  | { readonly kind: 'refused'; readonly why: string };

const noFrontMatter = 'it has no front matter to write the day into';
const unclear = 'setting the day would change more of its front matter than that line';

/** Sets the day on which an article was last found right. No byte outside of that line changes. */
export function setVerified(bytes: Uint8Array, day: string): SetVerified {
  const before = split(bytes);
  if (before === undefined) return { kind: 'refused', why: "it isn't text in UTF-8" };
  const key = verifiedKeys.find((each) => before.fields.has(each));
  const said = key === undefined ? undefined : before.fields.get(key);
  const known = parseDay(textOf(said) ?? '');
  if (known !== undefined && known >= day) return { kind: 'same' };

  // Every byte is a character, and back: line ends, marks and what is no ASCII stay as they are.
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/(?<=\n)/);
  const [, mark = ''] =
    /^(?:ï»¿)?(---|\+\+\+)[ \t]*(?:ya?ml)?$/i.exec(lines[0]?.trimEnd() ?? '') ?? [];
  const closing = lines.findIndex((line, index) => index > 0 && line.trimEnd() === mark);
  if (mark === '' || closing === -1) return { kind: 'refused', why: noFrontMatter };
  if (key === undefined) {
    // The end of TOML may be inside a table.
    const isToml = mark === '+++';
    const end = lines[0]?.endsWith('\r\n') ? '\r\n' : '\n';
    lines.splice(isToml ? 1 : closing, 0, `verified${isToml ? ' =' : ':'} ${day}${end}`);
  } else {
    const at = lines.findIndex(
      (line, index) => index > 0 && index < closing && keyOf(line) === key,
    );
    lines[at] = (lines[at] ?? '').replace(
      /^([\w.-]+[ \t]*[:=][ \t]*)(["']?)[^"'#\r\n]{0,100}?\2(?=[ \t]*(?:#.*)?\r?\n$)/,
      (_, sign: string, quote: string) =>
        `${sign}${/\s$/.test(sign) ? '' : ' '}${quote}${day}${quote}`,
    );
  }
  const made = Buffer.from(lines.join(''), 'latin1');
  const after = split(made);
  return after !== undefined && isOnlyThat(before, after, key ?? 'verified', day)
    ? { kind: 'set', bytes: made }
    : { kind: 'refused', why: unclear };
}

interface Parts {
  readonly fields: ReadonlyMap<string, unknown>;
  readonly body: string;
}

function split(bytes: Uint8Array): Parts | undefined {
  const decoded = decodeFile(bytes);
  if (decoded.kind === 'invalid') return undefined;
  const { fields, body } = splitFile(decoded.text);
  return { fields: new Map(fields.map(({ key, value }) => [key.toLowerCase(), value])), body };
}

function keyOf(line: string): string | undefined {
  return /^([\w.-]+)[ \t]*[:=]/.exec(line)?.[1]?.toLowerCase();
}

function isOnlyThat(before: Parts, after: Parts, key: string, day: string): boolean {
  const others = ({ fields }: Parts) =>
    JSON.stringify(
      [...fields].filter(([name]) => name !== key).sort(([a], [b]) => compareText(a, b)),
    );
  return (
    parseDay(textOf(after.fields.get(key)) ?? '') === day &&
    others(before) === others(after) &&
    before.body === after.body
  );
}
