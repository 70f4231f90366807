import { describe, expect, it } from '@jest/globals';
import { parseSynonyms } from '../../../src/content/folder/parse-synonyms.ts';

function problems(text: string): string[] {
  return parseSynonyms(text).problems.map(({ line, message }) => `${line}: ${message}`);
}

describe('parseSynonyms', () => {
  it('leads from everybody in a group to everybody else', () => {
    expect(parseSynonyms('- [db, database, data base]').synonyms).toEqual([
      { asked: 'db', also: ['database', 'data base'] },
      { asked: 'database', also: ['db', 'data base'] },
      { asked: 'data base', also: ['db', 'database'] },
    ]);
  });

  it('leads one way from asked to also', () => {
    expect(parseSynonyms('- asked: crm\n  also: [hubspot]').synonyms).toEqual([
      { asked: 'crm', also: ['hubspot'] },
    ]);
  });

  it('takes an empty file for an empty list', () => {
    expect(parseSynonyms('# nothing yet\n')).toEqual({
      synonyms: [],
      problems: [],
      isReadable: true,
    });
  });

  it('names the line of what is broken and keeps the rest', () => {
    const text =
      '- [a, b]\n\n- [alone]\n- asked: c\n- word\n- [1, 2]\n- asked: d\n  also: [e]\n  x: 1\n';
    expect(parseSynonyms(text).synonyms.map(({ asked }) => asked)).toEqual(['a', 'b']);
    expect(problems(text).map((problem) => problem.split(':')[0])).toEqual([
      '3',
      '4',
      '5',
      '6',
      '7',
    ]);
    expect(problems(text)[0]).toBe('3: a group needs two words or more');
  });

  it.each([
    [
      'a long group',
      `- [${Array.from({ length: 21 }, (_, i) => `w${i}`).join(', ')}]`,
      '1: a group',
    ],
    ['a long list of others', `- asked: a\n  also: [${'b, '.repeat(21)}]`, '1: at most 20 words'],
    ['a long word', `- [a, ${'b'.repeat(301)}]`, '1: a word may have at most 300'],
    ['many groups', '- [a, b]\n'.repeat(501), '501: more than 500 entries'],
  ])('refuses %s, which questions would have to wait for', (_, text, problem) => {
    expect(parseSynonyms(text).synonyms).toEqual([]);
    expect(problems(text)[0]).toContain(problem);
  });

  it('says that a file which is no list is unreadable', () => {
    expect(parseSynonyms('a: b')).toMatchObject({ synonyms: [], isReadable: false });
    expect(problems('- [a')).toHaveLength(1);
    expect(problems('- [a')[0]).toMatch(/^\d+: .*; mend the YAML$/);
  });

  it.each([
    '- [*db, database]',
    '- &a [db, database]\n- *a',
    `- &a [b, c]\n- [${'*a, '.repeat(99)}]`,
  ])('refuses aliases rather than following them: %j', (text) => {
    expect(problems(text)).toEqual([
      "1: aliases (*name) aren't understood here; write the words out",
    ]);
  });

  it('refuses deep nesting without spending minutes on it', () => {
    expect(parseSynonyms('? '.repeat(8_000)).isReadable).toBe(false);
    expect(parseSynonyms('- '.repeat(8_000)).isReadable).toBe(false);
  });
});
