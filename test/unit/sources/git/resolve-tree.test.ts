import { expect, it } from '@jest/globals';
import { resolveTree } from '../../../../src/sources/git/resolve-tree.ts';

it('follows a link to a file of its own kind elsewhere in the repository, and no other', async () => {
  const links = new Map([
    ['a.md', '../shared/a.md'],
    ['pictures/plan.PNG', '../../shared/plan.png'],
    ['plan.png', '../deploy/secrets.env'],
    ['out.md', '../../out.md'],
    ['gone.md', '../shared/gone.md'],
    ['twice.md', 'own.md'],
  ]);
  const entries = [
    ...['docs/own.md', 'shared/a.md', 'shared/plan.png', 'deploy/secrets.env'].map((path) => ({
      mode: '100644',
      id: path,
      path,
    })),
    ...Array.from(links, ([path]) => ({ mode: '120000', id: path, path: `docs/${path}` })),
  ];
  const { files, problems } = await resolveTree(entries, {
    folder: 'docs',
    readLinks: () =>
      Promise.resolve(new Map(Array.from(links, ([id, to]) => [id, Buffer.from(to)]))),
  });
  expect([...files]).toEqual([
    ['own.md', 'docs/own.md'],
    ['a.md', 'shared/a.md'],
    ['pictures/plan.PNG', 'shared/plan.png'],
  ]);
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'plan.png: this symbolic link leads to another kind of file; left out',
    'out.md: this symbolic link leads out of the repository; left out',
    'gone.md: this symbolic link leads to no file of the repository; left out',
    "twice.md: this symbolic link leads to something that's read already; left out",
  ]);
});
