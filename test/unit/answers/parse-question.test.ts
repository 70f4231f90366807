import { describe, expect, it } from '@jest/globals';

import { maxQuestionChars, parseQuestion } from '../../../src/answers/parse-question.ts';

describe('parseQuestion', () => {
  it('takes plain words as they are, white space collapsed', () => {
    expect(parseQuestion('  how do I\n\troll back? ')).toEqual({
      text: 'how do I roll back?',
      words: 'how do I roll back?',
      tags: [],
      phrases: [],
      excluded: [],
      literal: false,
    });
  });

  it('takes out tags, phrases and exclusions', () => {
    expect(
      parseQuestion('retry "at least once" -zapier #Queues -"make com" #queues'),
    ).toMatchObject({
      words: 'retry',
      tags: ['queues'],
      phrases: ['at least once'],
      excluded: ['make com', 'zapier'],
    });
  });

  it('takes what stands alone behind # for a topic, whatever it is', () => {
    expect(parseQuestion('#404')).toMatchObject({ words: '', tags: ['404'] });
    expect(parseQuestion('#-')).toMatchObject({ words: '', tags: ['-'] });
    expect(parseQuestion('issue #404').tags).toEqual([]);
  });

  it('reads "w/" and "w/o" as they are said', () => {
    expect(parseQuestion('deal w/ webhooks w/o Redis, as in w/e').words).toBe(
      'deal with webhooks without Redis, as in w/e',
    );
  });

  it('understands typographic quotes and dashes', () => {
    expect(parseQuestion('“dead letter” –zapier «poison pill»')).toMatchObject({
      phrases: ['dead letter', 'poison pill'],
      excluded: ['zapier'],
    });
  });

  it.each([
    'C# code',
    'issue #42',
    'git push --force',
    'pip -r',
    'a - b',
    'dead-letter',
    'a "b',
    '-1',
  ])('sees no operator in %s', (text) => {
    const { words, tags, phrases, excluded } = parseQuestion(text);
    expect(words).toBe(text.replace('"', '').trim());
    expect([...tags, ...phrases, ...excluded]).toEqual([]);
  });

  it('keeps that the person wants it literally', () => {
    expect(parseQuestion('retrys', { literal: true }).literal).toBe(true);
  });

  it('cuts a long question at a word', () => {
    const { text, words } = parseQuestion('abcdefg '.repeat(2_000));
    expect(text).toHaveLength(999);
    expect(text.endsWith('abcdefg')).toBe(true);
    expect(words).toBe(text);
  });

  it('never cuts through a character', () => {
    const { text } = parseQuestion(`a${'😀'.repeat(1_000)}`);
    expect(text).toHaveLength(maxQuestionChars - 1);
    expect(text.isWellFormed()).toBe(true);
  });
});
