import { describe, expect, it } from '@jest/globals';
import { answerText } from '../../../src/answers/answer-text.ts';
import { findQuestion } from '../../../src/answers/find-question.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

const first = (message: string): string | undefined => findQuestion(message).readings[0].text;

describe('findQuestion', () => {
  it.each([
    'how do I roll back a release',
    'find out what happened to order 1234',
    'our container is 2 gb, how do we shrink it?',
    'celery "visibility timeout" #queues -sqs',
    'nobody understands our automations any more, where to start',
    ':',
    '',
  ])('leaves a question that stands alone as it is: %s', (question) => {
    expect(findQuestion(question)).toMatchObject({
      readings: [{ text: question, likelihood: 1 }],
      hasOperators: true,
    });
  });

  it.each([
    ['emoji and names called out', ':wave: @channel how do I rotate a certificate? :pray:'],
    ['a greeting and a hope', 'Hi team! how do I rotate a certificate? Any pointers welcome.'],
    ['what leads to it', 'ok so dumb question but how do I rotate a certificate?'],
    [
      'what somebody said',
      '@ana asked me at standup: how do I rotate a certificate? — I’d guess yearly',
    ],
    [
      'sentences around it',
      'We moved to Hetzner. My manager worries. how do I rotate a certificate? Thanks',
    ],
    [
      'an aside with a link',
      'how do I rotate a certificate? (saw https://example.org/a?b=1 but it is old)',
    ],
    ['a greeting without a stop', 'hi all sorry to bother you how do I rotate a certificate?'],
    ['what asks around', 'Is this the right channel for it? how do I rotate a certificate?'],
    ['who wants to know it', 'our intern wants to know how do I rotate a certificate?'],
    ['what follows it', 'how do I rotate a certificate?, or am i overthinking this'],
    ['a log', '2026-11-25 10:14:03 ERROR tls failed\n\nhow do I rotate a certificate?'],
    ['code', 'how do I rotate a certificate?\n```\nopenssl x509 -in "a.pem"\n```'],
  ])('drops %s', (_, message) => {
    expect(first(message)).toBe('how do I rotate a certificate?');
  });

  it('asks about the error when nothing else is named', () => {
    const trace =
      'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    import x\nModuleNotFoundError: No module named x';
    expect(first(`what is this?\n${trace}`)).toBe(
      'what is this? ModuleNotFoundError: No module named x',
    );
  });

  it('finds no operator in code, in logs and among several sentences', () => {
    const message = 'Deploys fail since "yesterday". How do I roll back? run.sh -force #now';
    expect(parseQuestion(message)).toMatchObject({ phrases: [], excluded: [], tags: [] });
  });

  it('leaves open which of several clauses is the question', () => {
    const { readings } = findQuestion('our tunnel has collapsed, badge desk closed. fan belts');
    expect(readings.length).toBeGreaterThan(1);
    expect(readings.every(({ likelihood }) => likelihood <= 1)).toBe(true);
  });

  it('keeps an address when it is all there is', () => {
    expect(first('https://example.org/retries')).toContain('example.org/retries');
  });
});

describe('answerText', () => {
  const library = makeLibrary(
    shortArticle({ slug: 'certificates', body: 'Rotate a certificate with certbot renew.' }),
    shortArticle({ slug: 'backups', body: 'A backup is restored with pgbackrest.' }),
  );
  const page = { offset: 0, limit: 5 };

  it('takes the reading that has an answer', () => {
    const message =
      'Rotate a certificate with certbot\n\nDoes anybody know about that gizmo thing?';
    const answer = answerText(library, message, {}, page);
    expect('page' in answer && answer.page.hits[0]?.article.slug).toBe('certificates');
  });

  it('is as sure as the clause that was answered, whatever stands around it', () => {
    const bare = answerText(library, 'How do I rotate a certificate?', {}, page);
    const message =
      'My llama ate the gazebo. How do I rotate a certificate? The plumber is on a zeppelin.';
    expect(answerText(library, message, {}, page)).toMatchObject({
      kind: bare.kind,
      sure: bare.kind === 'found' && bare.sure,
    });
  });

  it('shows what was typed, whatever was searched for', () => {
    const message = 'Hi all! How do I rotate a certificate?';
    expect(answerText(library, message, {}, page).question.text).toBe(message);
  });
});
