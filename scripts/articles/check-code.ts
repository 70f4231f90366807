import { parse as parseSql } from 'libpg-query';
import { parseAllDocuments } from 'yaml';
import type { ContentProblem } from '../../src/content/content-problem.ts';
import { problemAt, type CodeSource } from './article-source.ts';
import { compilePython } from './compile-python.ts';

export interface CheckedCode {
  readonly problems: readonly ContentProblem[];
  /** What was looked at, for the report. */
  readonly notes: readonly string[];
  /** What could not be looked at on this machine. */
  readonly leftOut: readonly string[];
}

interface Slip {
  /** Within the block, counted from 1. */
  readonly line: number;
  readonly message: string;
}

/** SQL that builds on tables or settings that the article does not show. */
export function isFragment(sql: string): boolean {
  return /^--\s*fragment\b/i.test(sql);
}

/** Python must compile, SQL, YAML and JSON must parse. Nothing is run. */
export async function checkCode(blocks: readonly CodeSource[]): Promise<CheckedCode> {
  const problems: ContentProblem[] = [];
  const report = (block: CodeSource, slip: Slip | undefined) => {
    if (slip === undefined) return;
    problems.push(problemAt(block.path, block.line + slip.line - 1, slip.message));
  };
  const written = (...languages: string[]) =>
    blocks.filter(({ language }) => languages.includes(language));

  for (const block of written('yaml', 'yml')) report(block, checkYaml(block.text));
  for (const block of written('json')) report(block, checkJson(block.text));
  const sql = written('sql', 'postgresql');
  const whole = sql.filter(({ text }) => !isFragment(text));
  for (const block of whole) report(block, await checkSql(block.text));

  const python = written('python', 'py');
  const compiled = await compilePython(python.map(({ text }) => text));
  if (compiled !== undefined) {
    for (const [index, block] of python.entries())
      report(block, compiled.slips[index] ?? undefined);
  }
  return {
    problems,
    notes: [
      ...(compiled === undefined ? [] : [`${python.length} Python blocks by ${compiled.version}`]),
      `${whole.length} SQL blocks (${sql.length - whole.length} fragments left out)`,
      `${written('yaml', 'yml').length} YAML and ${written('json').length} JSON blocks`,
    ],
    leftOut:
      compiled === undefined ? [`${python.length} Python blocks, as python3 is not installed`] : [],
  };
}

function checkYaml(text: string): Slip | undefined {
  for (const document of parseAllDocuments(text)) {
    const [error] = 'errors' in document ? document.errors : [];
    if (error !== undefined) {
      return { line: error.linePos?.[0].line ?? 1, message: `YAML: ${firstLine(error.message)}` };
    }
  }
  return undefined;
}

function checkJson(text: string): Slip | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return { line: 1, message: `JSON: ${firstLine(String(error))}` };
  }
}

async function checkSql(text: string): Promise<Slip | undefined> {
  try {
    await parseSql(text);
    return undefined;
  } catch (error) {
    const { message, sqlDetails } = error as Error & { sqlDetails?: { cursorPosition: number } };
    const line = text.slice(0, sqlDetails?.cursorPosition ?? 0).split('\n').length;
    return { line, message: `SQL: ${message}; mend it, or begin with "-- fragment: why"` };
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1).join('');
}
