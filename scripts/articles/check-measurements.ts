import type { ContentProblem } from '../../src/content/content-problem.ts';
import { problemAt, type ArticleSource } from './article-source.ts';

const marker = /^<!--\s*measured:\s*(\S+)\s*-->\s*$/;

/** A saved output and its name, such as `measurements/pagination.txt`. */
export type SavedOutputs = ReadonlyMap<string, string>;

/**
 * Compares each table below a line `<!-- measured: measurements/NAME.txt -->` with that file, and
 * finds saved outputs that no article shows.
 */
export function checkMeasurements(
  sources: readonly ArticleSource[],
  outputs: SavedOutputs,
): readonly ContentProblem[] {
  const shown = new Set<string>();
  const problems: ContentProblem[] = [];
  for (const { path, lines } of sources) {
    for (const [index, line] of lines.entries()) {
      const name = marker.exec(line)?.[1];
      if (name === undefined) continue;
      shown.add(name);
      const message = compare(tableBelow(lines, index), outputs.get(name), name);
      if (message !== undefined) problems.push(problemAt(path, index + 1, message));
    }
  }
  const unseen = [...outputs.keys()].filter((name) => !shown.has(name));
  return [
    ...problems,
    ...unseen.map((name) => problemAt(name, 1, 'no article shows this output; show or remove it')),
  ];
}

function tableBelow(lines: readonly string[], marker: number): readonly string[] {
  const below = lines.slice(marker + 1);
  const end = below.findIndex((line) => !line.startsWith('|'));
  return (end === -1 ? below : below.slice(0, end)).map((line) => line.trimEnd());
}

function compare(
  table: readonly string[],
  output: string | undefined,
  name: string,
): string | undefined {
  if (output === undefined) return `there is no saved output ${name}; run its script again`;
  if (table.length === 0) return `no table directly below; paste the one of ${name}`;
  const saved = output
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trimEnd());
  const different = saved.findIndex((line, at) => line !== table[at]);
  if (different === -1 && saved.length === table.length) return undefined;
  const row = different === -1 ? saved.length + 1 : different + 1;
  return `row ${row} of the table is not that of ${name}; paste the table again`;
}
