import { describe, expect, it } from '@jest/globals';
import { answerText, findAnswer } from '../../../src/answers/answer-text.ts';
import type { Library } from '../../../src/answers/library.ts';
import type { Nearness } from '../../../src/answers/nearness.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

const library = makeLibrary(
  shortArticle({ slug: 'certificates', body: 'Rotate a certificate with certbot renew.' }),
  shortArticle({ slug: 'backups', body: 'A backup is restored with pgbackrest.', tags: ['data'] }),
);
const page = { offset: 0, limit: 5 };
const questionOf = (text: string) => answerText(library, text, {}, page).question;

describe('what a question means', () => {
  const near = { nearness: 0.9, section: undefined, from: 0 };
  const nearness: Nearness = new Map([['backups', near]]);

  /** What the model is asked, and what it's good for. */
  async function ask(text: string, options = {}, answer: readonly Nearness[] = [nearness]) {
    const asked: string[] = [];
    const meaning: Library = {
      ...library,
      nearTo: (words) => {
        asked.push(words);
        return Promise.resolve(answer[0]);
      },
    };
    const { question, kind } = await findAnswer(meaning, text, options, page);
    return { asked, nearness: question.nearness, kind };
  }

  it('is asked for its words', async () => {
    expect(await ask('Hi all! How do I rotate a certificate?')).toMatchObject({
      asked: ['How do I rotate a certificate'],
      nearness,
    });
  });

  it('is asked for the whole sentence that a question is part of', async () => {
    const text = 'my browser says that ours is too old, how do I rotate a certificate?';
    expect(questionOf(text).words).toBe('how do I rotate a certificate');
    expect((await ask(text)).asked).toEqual([text.replace('?', '')]);
  });

  it.each([
    ['what is sought as it stands', 'rotate certificate', { literal: true }],
    ['an exact phrase', '"rotate a certificate"', {}],
    ['a topic alone', '#data', {}],
  ])('is not asked for %s', async (_, text, options) => {
    expect(await ask(text, options)).toMatchObject({ asked: [], nearness: undefined });
  });

  it('changes nothing where nobody can tell', async () => {
    const plain = answerText(library, 'rotate a certificate', {}, page);
    expect(await ask('rotate a certificate', {}, [])).toMatchObject({
      asked: ['rotate a certificate'],
      nearness: undefined,
      kind: plain.kind,
    });
    expect(await findAnswer(library, 'rotate a certificate', {}, page)).toEqual(plain);
  });
});

describe('operators', () => {
  it.each([
    ['backup "pgbackrest"', { phrases: ['pgbackrest'] }],
    ['backup #data', { tags: ['data'] }],
    ['backup -certbot', { excluded: ['certbot'] }],
    ['#data -certbot', { tags: ['data'], excluded: ['certbot'] }],
  ])('are those of the only sentence: %s', (text, operators) => {
    expect(questionOf(text)).toMatchObject(operators);
  });

  it.each([
    'how do I restore a "backup" `pg -x`\n```\nexport A=1\n```',
    'It fails. How do I restore a "backup"? Rain falls.',
  ])('are none beside other sentences, or what was pasted: %s', (text) => {
    expect(questionOf(text).phrases).toEqual([]);
  });
});

describe('a long message', () => {
  it('is read for 8,000 characters', () => {
    const chat = (length: number) => 'My boss worries. '.repeat(length / 17);
    const question = 'How do I rotate a certificate?';
    expect(questionOf(`${chat(7_900)}${question}`).words).toBe(question.slice(0, -1));
    expect(questionOf(`${chat(8_100)}${question}`).words).not.toContain('certificate');
  });
});

describe('the sentence around a question', () => {
  it('is known beside it, where it is only a part', () => {
    const text = 'Rain falls. rotate a certificate, my boss worries about it. Plants grow.';
    const { words, beside } = questionOf(text);
    expect(words).toBe('rotate a certificate');
    expect(beside).toMatch(/^rotate a certificate, my boss/);
    expect(beside).not.toContain('Plants');
    expect(questionOf('Rain falls. Rotate a certificate. Plants grow.').beside).toBeUndefined();
    expect(questionOf('Rotate a certificate').beside).toBeUndefined();
  });
});
