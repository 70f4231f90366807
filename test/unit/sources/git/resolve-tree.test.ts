import { expect, it } from '@jest/globals';
import { followLinks } from '../../../../src/sources/git/resolve-tree.ts';

it('follows a link to a file of its own kind elsewhere in the repository, and no other', () => {
  const entries = ['docs/own.md', 'shared/a.md', 'shared/plan.png', 'deploy/secrets.env'].map(
    (path) => ({ mode: '100644', id: path, path }),
  );
  const links = new Map([
    ['a.md', '../shared/a.md'],
    ['pictures/plan.PNG', '../../shared/plan.png'],
    ['plan.png', '../deploy/secrets.env'],
    ['out.md', '../../out.md'],
    ['gone.md', '../shared/gone.md'],
    ['twice.md', 'own.md'],
  ]);
  const { files, problems } = followLinks(links, { entries, folder: 'docs' });
  expect([...files]).toEqual([
    ['a.md', 'shared/a.md'],
    ['pictures/plan.PNG', 'shared/plan.png'],
  ]);
  expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
    'plan.png: this symbolic link leads to another kind of file; left out',
    'out.md: this symbolic link leads out of the repository; left out',
    'gone.md: this symbolic link leads to no file of the repository; left out',
    'twice.md: this symbolic link leads to what is read already; left out',
  ]);
});
