import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { maxEntryChars, maxSynonymGroups, maxSynonymWords } from '../content-limits.ts';
import type { ContentProblem } from '../content-problem.ts';
import { aliasesRefused, toPlainValues } from '../front-matter/read-yaml.ts';

/** Who asks for one of `asked` is also shown what speaks of one of `also`. */
export interface Synonym {
  readonly asked: string;
  readonly also: readonly string[];
}

/** The file in the content folder, relative to it. */
export const synonymsPath = 'synonyms.yml';

const wordsSchema = z
  .string()
  .trim()
  .min(1, 'an empty word matches nothing; take it out')
  .max(maxEntryChars, `a word may have at most ${maxEntryChars} characters; shorten it`);
const groupSchema = z
  .array(wordsSchema)
  .min(2, 'a group needs two words or more')
  .max(maxSynonymWords, `a group may have at most ${maxSynonymWords} words; divide it`);
const oneWaySchema = z.strictObject({
  asked: wordsSchema,
  also: z
    .array(wordsSchema)
    .min(1, 'name at least one word to look for too')
    .max(maxSynonymWords, `at most ${maxSynonymWords} words can be looked for too; take some out`),
});

/**
 * Understands a team's list of words that mean the same: each entry is a group, or one way only as
 * `asked` and `also`. What is broken is reported and left out.
 */
export function parseSynonyms(text: string): {
  readonly synonyms: readonly Synonym[];
  readonly problems: readonly ContentProblem[];
  /** False when the file as a whole is not what it should be, so that nothing is left of it. */
  readonly isReadable: boolean;
} {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  const report = (offset: number, message: string): ContentProblem => ({
    severity: 'error',
    path: synonymsPath,
    line: lines.linePos(offset).line,
    message,
  });
  const [error] = document.errors;
  if (error !== undefined) {
    const message = error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? '';
    return unreadable(report(error.pos[0], `${message}; mend the YAML`));
  }
  const entries = toPlainValues(document);
  if (entries === undefined) {
    return unreadable(report(0, aliasesRefused));
  }
  if (!Array.isArray(entries)) {
    return unreadable(report(0, 'write a list: each line "- [word, other word]"'));
  }
  if (entries.length > maxSynonymGroups) {
    const offset = offsetOf(document.contents, maxSynonymGroups);
    return unreadable(report(offset, `more than ${maxSynonymGroups} entries; take some out`));
  }
  const synonyms: Synonym[] = [];
  const problems: ContentProblem[] = [];
  for (const [index, entry] of entries.entries()) {
    const parsed = Array.isArray(entry) ? parseGroup(entry) : parseOneWay(entry);
    if (typeof parsed === 'string')
      problems.push(report(offsetOf(document.contents, index), parsed));
    else synonyms.push(...parsed);
  }
  return { synonyms, problems, isReadable: true };
}

function unreadable(problem: ContentProblem): ReturnType<typeof parseSynonyms> {
  return { synonyms: [], problems: [problem], isReadable: false };
}

/** Everybody in the group for everybody else, or what is wrong with it. */
function parseGroup(entry: unknown): Synonym[] | string {
  const parsed = groupSchema.safeParse(entry);
  if (!parsed.success) return explain(parsed.error);
  const words = [...new Set(parsed.data)];
  return words.map((asked) => ({ asked, also: words.filter((word) => word !== asked) }));
}

function parseOneWay(entry: unknown): Synonym[] | string {
  const parsed = oneWaySchema.safeParse(entry);
  if (parsed.success) return [parsed.data];
  return `${explain(parsed.error)}; write [word, other word], or asked: and also: for one way`;
}

function explain(error: z.ZodError): string {
  return error.issues[0]?.message ?? "this isn't a group of words";
}

function offsetOf(contents: unknown, index: number): number {
  const items = (contents as { items?: { range?: [number] }[] } | null)?.items;
  return items?.[index]?.range?.[0] ?? 0;
}
