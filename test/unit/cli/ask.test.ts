import { describe, expect, it } from '@jest/globals';
import { runAsk, type AskCall } from '../../../src/cli/ask.ts';
import { articleFile } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

const files = {
  'retries.md': articleFile({
    title: 'Retrying',
    body: 'Retry with jitter.\n\n## Budgets\n\nSpend a budget.',
  }),
  'backups.md': articleFile({ title: 'Backups', body: 'Restore drills for Postgres.' }),
  'synonyms.yml': '- asked: allowance\n  also: [budget]\n',
};

async function ask(question: string, call: Partial<AskCall> = {}) {
  return withFolder(files, async (dir) => {
    const output = { out: '' };
    const code = await runAsk(
      question,
      { content: dir, limit: 3, ...call },
      {
        out: (text) => (output.out += text),
      },
    );
    return { code, ...output };
  });
}

describe('ask', () => {
  it('prints the answer and what the score is made of', async () => {
    const { code, out } = await ask('spend the budget');
    expect(code).toBe(0);
    expect(out).toContain('You asked: spend the budget\nFound.');
    expect(out).toContain('1. Retrying › Budgets   [retries]\n   *Spend* a *budget*.');
    const [, sum, parts] = /score ([\d.]+) = (.*)/.exec(out) ?? [];
    const added = parts?.match(/[\d.]+/g)?.reduce((total, part) => total + Number(part), 0);
    expect(added).toBeCloseTo(Number(sum), 1);
    expect(out).toMatch(/has spend ×1 \(weight [\d.]+\), budget ×2.4 \(weight [\d.]+\)\n/);
    expect(out).toMatch(/confidence [\d.]+ \(worth showing from 0.45 on\)/);
  });

  it('names what an article lacks, in the words that were typed', async () => {
    const { out } = await ask('how do I restore Postgres gateways');
    expect(out).toMatch(
      /has restore ×1 .*, postgres ×1 .*\n {3}lacks gateways \(weight [\d.]+\)\n/,
    );
  });

  it('says when the question is a name of the article', async () => {
    expect((await ask('backups')).out).toContain('   the question is one of its names\n');
  });

  it('tells of corrections and of what else was looked for', async () => {
    expect((await ask('restroe')).out).toContain('Taken for restore: restroe');
    expect((await ask('allowance')).out).toContain('Also looked for: budget for allowance');
    expect((await ask('back ups')).out).toContain('Also looked for: backups for back ups\n');
  });

  it('exits with 1 when nothing answers', async () => {
    const { code, out } = await ask('kotlin');
    expect(code).toBe(1);
    expect(out).toContain('Nothing in the library has to do with it.');
  });

  it('prints JSON', async () => {
    const { out } = await ask('restore postgres', { json: true });
    expect(JSON.parse(out)).toMatchObject({
      kind: 'found',
      hits: [{ slug: 'backups', passage: '*Restore* drills for *Postgres*.' }],
    });
  });

  it('says when the folder cannot be read', async () => {
    await expect(ask('x', { content: 'no-such-folder' })).rejects.toThrow('no-such-folder');
  });
});
