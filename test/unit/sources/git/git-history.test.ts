import { describe, expect, it } from '@jest/globals';
import { readHistory, type HistoryOptions } from '../../../../src/sources/git/git-history.ts';

type Entry = readonly ['A' | 'M' | 'D', string] | readonly ['R100', string, string];

const id = (letter: string): string => letter.repeat(40);

/** What `git log` prints of such a commit. */
function commit(letter: string, day: string, ...entries: readonly Entry[]): string {
  const lines = entries.map(([status, ...paths]) =>
    [`:100644 100644 ${id('0')} ${id('1')} ${status}`, ...paths, ''].join('\0'),
  );
  return `\x01${id(letter)} ${day}\0${entries.length > 0 ? '\n' : ''}${lines.join('')}`;
}

function read(commits: readonly string[], options: Partial<HistoryOptions> = {}): object {
  const history = readHistory(commits.join(''), {
    paths: ['a.md'],
    ignoredRevisions: '',
    shallow: '',
    ...options,
  });
  return Object.fromEntries(history);
}

const known = (committed: string | undefined, reformatted = false) => ({ committed, reformatted });

describe('readHistory', () => {
  it('dates a file by the newest commit that touched it', () => {
    const log = [
      commit('c', '2026-03-03', ['A', 'b.md']),
      commit('b', '2026-02-02', ['M', 'a.md']),
      commit('a', '2026-01-01', ['A', 'a.md']),
    ];
    expect(read(log, { paths: ['a.md', 'b.md'] })).toEqual({
      'a.md': known('2026-02-02'),
      'b.md': known('2026-03-03'),
    });
  });

  it('follows a file through moves, and through two that change places', () => {
    const moved = [
      commit('c', '2026-03-03', ['R100', 'old/a.md', 'a.md']),
      commit('b', '2026-02-02'),
      commit('a', '2026-01-01', ['M', 'old/a.md']),
    ];
    expect(read(moved)).toEqual({ 'a.md': known('2026-01-01') });
    const swapped = [
      commit('b', '2026-02-02', ['R100', 'b.md', 'a.md'], ['R100', 'a.md', 'b.md']),
      commit('a', '2026-01-02', ['M', 'a.md']),
      commit('9', '2026-01-01', ['M', 'b.md']),
    ];
    expect(read(swapped, { paths: ['a.md', 'b.md'] })).toEqual({
      'a.md': known('2026-01-01'),
      'b.md': known('2026-01-02'),
    });
  });

  it('passes over commits that only change the form, and says when the last one did', () => {
    const log = [
      commit('c', '2026-03-03', ['M', 'a.md']),
      commit('b', '2026-02-02', ['M', 'a.md']),
      commit('a', '2026-01-01', ['A', 'a.md']),
    ];
    const ignoring = (letter: string) =>
      read(log, { ignoredRevisions: `# Prettier\n${letter.repeat(40)} # spaces\r\nabc123\n` });
    expect(ignoring('c')).toEqual({ 'a.md': known('2026-02-02', true) });
    expect(ignoring('b')).toEqual({ 'a.md': known('2026-03-03') });
    expect(ignoring('C')).toEqual(ignoring('c'));
    expect(read(log, { ignoredRevisions: `# ${id('c')}` })).toEqual({
      'a.md': known('2026-03-03'),
    });
  });

  it('takes no name of a file for the begin of a commit', () => {
    const log = [commit('a', '2026-01-01', ['A', '\x01name.md'], ['A', 'a.md'])];
    expect(read(log)).toEqual({ 'a.md': known('2026-01-01') });
  });

  it('goes on from what was known before', () => {
    const before = new Map([
      ['a.md', known('2025-01-01')],
      ['old.md', known('2025-02-02', true)],
    ]);
    const log = [commit('b', '2026-02-02', ['R100', 'old.md', 'new.md'])];
    expect(read(log, { paths: ['a.md', 'new.md', 'odd.md'], before })).toEqual({
      'a.md': known('2025-01-01'),
      'new.md': known('2025-02-02', true),
      'odd.md': known(undefined),
    });
  });

  it('does not take the edge of a shallow history for the day of everything', () => {
    const log = [
      commit('b', '2026-02-02', ['M', 'a.md']),
      commit('a', '2026-01-01', ['A', 'b.md']),
    ];
    expect(read(log, { paths: ['a.md', 'b.md'], shallow: `${id('a')}\n` })).toEqual({
      'a.md': known('2026-02-02'),
      'b.md': known(undefined),
    });
  });
});
