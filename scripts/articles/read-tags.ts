/** The tags of the table under "Tags" in the writers' README: its first column, in backticks. */
export function readTags(readme: string): readonly string[] {
  const [, section = ''] = readme.split(/^## Tags\s*$/m);
  const [table = ''] = section.split(/^## /m, 1);
  return Array.from(table.matchAll(/^\|\s*`([^`]+)`\s*\|/gm), ([, tag = '']) => tag);
}
