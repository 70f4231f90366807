import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runEval, type EvalCall } from '../../../../scripts/evaluation/run-eval.ts';
import { articleFile } from '../../../helpers/make-article.ts';
import { withFolder } from '../../../helpers/with-folder.ts';

const files = {
  'content/retries.md': articleFile({ title: 'Retrying', body: 'Retry with jitter.' }),
  'content/backups.md': articleFile({ title: 'Backups', body: 'Restore drills.' }),
  'content/questions.yml':
    '- question: how to retry\n  articles: [retries]\n- question: lunch menu\n  articles: []\n',
  'q.tsv': 'jitter\tretries\tkeyword\nrestore drill\tretries\tkeyword\n',
  'near.tsv': 'drills for staff parties\tbackups\tkeyword\n',
  'set/docs.jsonl':
    '{"id":"1","title":"One","text":"alpha"}\n{"id":"2","title":"Two","text":"beta"}\n',
  'set/queries.jsonl': '{"id":"q","text":"\\"beta beta\\" -beta"}\n',
  'set/qrels.tsv': 'q\t2\t1\n',
};

async function run(dir: string, call: Partial<EvalCall>) {
  const output = { out: '', err: '' };
  const code = await runEval(
    { content: join(dir, 'content'), ...call },
    {
      out: (text) => (output.out += text),
      err: (text) => (output.err += text),
      now: () => 0,
      savedPath: join(dir, 'saved/eval.json'),
    },
  );
  return { code, ...output };
}

describe('eval', () => {
  it("asks the library's own questions", async () => {
    await withFolder(files, async (dir) => {
      const { code, out } = await run(dir, { json: true });
      expect(code).toBe(0);
      expect(JSON.parse(out)).toMatchObject({
        sets: [{ articles: 2, guidepost: { questions: 2, ndcg: 1, refused: 0, told: 1 } }],
        mean: 1,
        worst: [],
      });
    });
  });

  it('shows results per kind, the change since the last run and the worst questions', async () => {
    await withFolder(files, async (dir) => {
      const call = { questions: [join(dir, 'q.tsv')] };
      const first = await run(dir, call);
      expect(first.out).toMatch(/q\.tsv +2 +0\.500 +0\.500/);
      expect(first.out).toContain('restore drill\n         wanted retries; got backups');
      const second = await run(dir, call);
      expect(second.out).toMatch(/q\.tsv +2 +0\.500 +\+0\.000/);
      const saved: unknown = JSON.parse(await readFile(join(dir, 'saved/eval.json'), 'utf8'));
      expect(saved).toEqual({ [join(dir, 'q.tsv')]: 0.5 });
    });
  });

  it('shows what was refused though its article was found, and no empty list', async () => {
    await withFolder(files, async (dir) => {
      const call = { questions: [join(dir, 'near.tsv')] };
      const { out } = await run(dir, call);
      expect(out).toMatch(/though the right article was found:\n {2}1\.000 .*: drills for staff/);
      expect(out).not.toContain('Worst');
    });
  });

  it('asks a collection with its questions as they are', async () => {
    await withFolder(files, async (dir) => {
      const { out } = await run(dir, { set: [join(dir, 'set')], json: true });
      expect(JSON.parse(out)).toMatchObject({ sets: [{ name: 'set', guidepost: { ndcg: 1 } }] });
    });
  });

  it.each([
    [{ content: 'no-such-folder' }, /There are no questions to ask/],
    [{ set: ['no-such-folder'] }, /no-such-folder.*cannot be read/],
    [{ content: 'no-such-folder', questions: ['x.tsv'] }, /no-such-folder/],
  ])('explains what is wrong with %j', async (call, message) => {
    await withFolder(files, async (dir) => {
      const { code, err } = await run(dir, call);
      expect(code).toBe(2);
      expect(err).toMatch(message);
    });
  });
});
