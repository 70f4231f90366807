import { readdir } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { copyName, removeOldCopies } from '../../../src/sources/copies.ts';
import { parseSources } from '../../../src/sources/parse-sources.ts';
import { withFolder } from '../../helpers/with-folder.ts';

it('deletes the copies of repositories that are no source any more, and nothing else', async () => {
  const named = (yaml: string) => parseSources(yaml, { dir: '/', env: {} }).sources;
  const sources = named(
    'sources:\n  docs: { git: https://example.com/docs }\n  notes: { folder: notes }\n',
  );
  const [kept = ''] = sources.map(copyName);
  const [moved = ''] = named('sources:\n  docs: { git: https://example.com/old }\n').map(copyName);
  const files = {
    [`${kept}/HEAD`]: '',
    [`${moved}/HEAD`]: '',
    'gone-0123abcd.git/objects/pack/x': '',
    'mine.git/HEAD': '',
    'readme.txt': '',
  };
  await withFolder(files, async (dir) => {
    const lines: string[] = [];
    const log = pino({}, { write: (line) => lines.push(line) });
    await removeOldCopies(dir, sources, log);
    expect((await readdir(dir)).sort()).toEqual([kept, 'mine.git', 'readme.txt'].sort());
    expect(lines).toHaveLength(2);
    await removeOldCopies(`${dir}/nowhere`, sources, log);
    expect(lines).toHaveLength(2);
  });
});
