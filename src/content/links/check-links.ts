import type { ContentProblem } from '../content-problem.ts';
import type { ParsedFolder } from '../folder/parse-folder.ts';
import { resolveLink } from './resolve-link.ts';

/** Links and anchors that lead nowhere on the pages, and nothing else. */
export function checkLinks({ files, index }: ParsedFolder): readonly ContentProblem[] {
  return [...files].flatMap(([path, file]) => {
    if (file.kind !== 'parsed') return [];
    return file.parsed.links.flatMap(({ url, line }): ContentProblem[] => {
      const { problem } = resolveLink(url, path, index);
      if (problem === undefined) return [];
      return [{ severity: problem.severity, path, line, message: problem.explain() }];
    });
  });
}
