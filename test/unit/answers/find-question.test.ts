import { describe, expect, it } from '@jest/globals';
import { answerText } from '../../../src/answers/answer-text.ts';
import { listReadings } from '../../../src/answers/find-question.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

const library = makeLibrary(
  shortArticle({
    slug: 'certificates',
    body: 'Rotate a certificate with certbot renew, before the container starts.',
  }),
  shortArticle({ slug: 'backups', body: 'A backup is restored with pgbackrest.' }),
);
const page = { offset: 0, limit: 5 };
const ask = (message: string) => answerText(library, message, {}, page);
const wordsOf = (message: string): string => ask(message).question.words;
const question = 'how do I rotate a certificate';

describe('the question in a message', () => {
  it.each([
    'how do I roll back a release',
    'our container is 2 gb, how do we shrink it',
    'nobody understands our automations any more, where to start',
    'rotate a certificate',
    'how does this work',
    'how do I get a certificate from IT',
    ':',
    '',
  ])('is the whole of it where it stands alone: %s', (alone) => {
    expect(wordsOf(alone)).toBe(alone);
  });

  it('keeps its operators where it stands alone', () => {
    expect(ask('celery "visibility timeout" #queues -sqs').question).toMatchObject({
      words: 'celery',
      phrases: ['visibility timeout'],
      tags: ['queues'],
      excluded: ['sqs'],
    });
  });

  it.each([
    [
      'emoji and names called out',
      ':wave::skin-tone-3: @channel how do I rotate a certificate? 🙏',
    ],
    ['a greeting and a hope', 'Hi team! how do I rotate a certificate? Any pointers welcome.'],
    [
      'who said it and when',
      '[09:13] Ana Roy: how do I rotate a certificate?\n[09:14] Ana Roy: no rush',
    ],
    [
      'sentences around it',
      'We moved to Hetzner. My boss worries. how do I rotate a certificate? Thanks',
    ],
    [
      'a sentence that begins without a stop before it',
      'how do I rotate a certificate Also the lift is stuck',
    ],
    [
      'what asks around',
      'Is anybody here? Can somebody shed light on it? how do I rotate a certificate?',
    ],
    [
      'an aside with a link',
      'how do I rotate a certificate? (saw https://example.org/a?b=1 but it is old)',
    ],
    [
      'what was tried',
      'how do I rotate a certificate\n\nTried so far:\n- asked Tom\n- a walk in the park',
    ],
    ['a log', '2026-11-25 10:14:03 ERROR tls failed\n\nhow do I rotate a certificate?'],
    ['code', 'how do I rotate a certificate?\n```\nopenssl x509 -in "a.pem"\n```'],
    ['an answer to it', 'how do I rotate a certificate? — I’d guess yearly'],
    [
      'a sentence in another language',
      'Hallo zusammen, ich hätte da mal eine Frage. how do I rotate a certificate Danke euch schon mal!',
    ],
    ['a few words of another', 'pessoal, alguém sabe how do I rotate a certificate obrigado!'],
    ['what it is to be answered with', 'how do I rotate a certificate? What do we write there?'],
    [
      'what others are asked to do',
      'Whoever has the projector, please put it back. how do I rotate a certificate? And don’t forget the survey',
    ],
    ['settings of a file', '[server]\nport = 8080\n"tls": true,\nhow do I rotate a certificate'],
  ])('is found beside %s', (_, message) => {
    expect(wordsOf(message)).toBe(question);
  });

  it('need not look like one, when the library has its words', () => {
    const message = 'The lift is stuck again. rotate a certificate oh and the plants need water';
    expect(wordsOf(message)).toBe('rotate a certificate');
  });

  it('is the one that looks like one, when the library has the words of none', () => {
    const message = 'The lift is stuck again. How do we feed a llama? Plants need water.';
    expect(wordsOf(message)).toBe('How do we feed a llama');
  });

  it('may be in the language of the library', () => {
    const german = makeLibrary(
      shortArticle({ slug: 'urlaub', body: 'Urlaub wird mit der Leitung des Teams abgesprochen.' }),
    );
    const message = 'mit wem wird der Urlaub abgesprochen';
    expect(answerText(german, message, {}, page)).toMatchObject({
      kind: 'found',
      question: { words: message },
    });
  });

  it('goes with the sentence before it, where it asks about "it" or "one"', () => {
    const message = 'The plants need water! Our certificate ran out. How do I rotate one? Thanks';
    expect(wordsOf(message)).toBe('Our certificate ran out. How do I rotate one');
    expect(wordsOf('We moved to Hetzner. Is it faster to rotate a certificate?')).toBe(
      'Is it faster to rotate a certificate',
    );
  });

  it.each([
    ['comment je fais un backup d’une base svp', 'backup'],
    ['¿cómo hago un backup?', 'backup'],
    [
      'can sombody plz tell me how to rotate a certificate',
      'can tell me how to rotate a certificate',
    ],
  ])('leaves out words of another language and small ones with a slip: %s', (message, words) => {
    expect(wordsOf(message)).toBe(words);
  });

  it('is told to have no answer though what stands around it would have one', () => {
    const message = 'A backup was restored here last night. who orders lunch for the team?';
    expect(ask(message).kind).not.toBe('found');
  });

  it.each([
    'hi all sorry to bother you how do I rotate a certificate?',
    'hey cna anyoen tell me hwo do i rotate a certificate i realy dont konw',
  ])('is found among small words, however they are typed: %s', (message) => {
    expect(ask(message)).toMatchObject({ kind: 'found' });
  });

  it.each(['backup lost!! certificates are down!!! HELP', 'certificates were down, backup lost'])(
    'is not what is down, when something else is named: %s',
    (message) => {
      expect(wordsOf(message)).toBe('backup lost');
    },
  );

  it('is the error that was pasted, when nothing else is named', () => {
    const trace =
      'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    import x\nModuleNotFoundError: No module named x';
    expect(wordsOf(`what is this?\n${trace}`)).toBe('No module named x');
  });

  it('has no operators in code, in logs and among several sentences', () => {
    const message = 'Deploys fail since "yesterday". How do I roll back? run.sh -force #now';
    expect(ask(message).question).toMatchObject({ phrases: [], excluded: [], tags: [] });
  });

  it('is answered as surely as it would be alone', () => {
    const bare = ask('How do I rotate a certificate?');
    const message =
      'My llama ate the gazebo. How do I rotate a certificate? The plumber is on a zeppelin.';
    expect(ask(message).kind).toBe(bare.kind);
  });

  it('is shown as it was typed, whatever was searched for', () => {
    const message = 'Hi all! How do I rotate a certificate?';
    expect(ask(message).question.text).toBe(message);
  });

  it('is an address when that is all there is', () => {
    expect(wordsOf('https://example.org/retries')).toContain('example.org/retries');
  });
});

describe('listReadings', () => {
  const { weigh } = library.index;

  it('lists no more than six, each of which is a search', () => {
    const many = Array.from({ length: 200 }, (_, i) => `Thing${i} breaks.`).join(' ');
    expect(listReadings(many, weigh)).toHaveLength(6);
  });

  it.each([
    [0.6, 'The lift is stuck. I am leaving soon. how many weeks do you need? Call Ada'],
    [1, undefined],
  ])(
    'have the whole message beside them where their words tell as little as %d',
    (share, beside) => {
      const message = 'The lift is stuck. I am leaving soon. how many weeks do you need? Call Ada!';
      const readings = listReadings(message, () => ({ share, isKnown: true }));
      expect(readings.find(({ text }) => text === 'how many weeks')).toMatchObject({ beside });
    },
  );

  it('lists none where nothing is named', () => {
    expect(listReadings('hey, can anybody tell me how to do this?', weigh)).toEqual([]);
  });
});

describe('where the library has all of its words, the question in a text', () => {
  const readings = (text: string): readonly string[] =>
    listReadings(text, () => ({ share: 1, isKnown: true })).map((reading) => reading.text);

  it.each([
    ['asks', 'Valves leak. [How do pumps start]? Rain falls.'],
    ['asks to be told', 'Valves leak. [Tell me what pumps are].'],
    ['asks without a mark', 'Valves leak. [Is the pump dry]. Rain falls.'],
    ['asks behind a word', 'Valves leak. [And is the pump dry]. Rain falls.'],
    ['has a mark alone', 'Valves leak. [Pump dry]? Rain falls.'],
    ['has a mark behind a bracket', 'Valves leak. ([Pump dry])? Rain falls.'],
    ['is two questions of one sentence', 'Rain. [which pump leaks, which valve sticks]'],
    ['is two questions in a row', '[Where do I put pumps. Where pumps stand]. Valves stick.'],
    ['names something, beside who tells', 'What I broke yesterday was a fence. [Valves leak].'],
    ['names something, beside who calls out', 'Can anybody mend pumps? [Valves leak].'],
    ['calls out, beside who only tells', 'My boss worries. [Can anybody mend pumps]?'],
    ['names something, beside who writes of themselves', 'Pumps of mine leak. [Valves stick].'],
    ['names something, beside what was done', 'Tried another pump. [Valves stick].'],
    ['names something, beside what was just done', 'Just tried another pump. [Valves stick].'],
    ['names something, beside an item of a list', '• another pump\n[Valves stick].'],
    ['is what was done, beside who writes', 'My boss worries. [Tried another pump].'],
    ['names something, beside what points at it', 'That pump. [Valves].'],
    ['may point at what it names', '[That pump handle]. Valves stick.'],
    ['names something, beside a greeting', 'Hi Ada. [Valves stick].'],
    ['names something, beside a good morning', 'Good morning Berlin. [Valves stick].'],
    ['may begin with a good thing', '[Good pumps]. Valves stick.'],
    ['may begin with a greeting', '[Hello Ada pumps leak behind every valve]. Rain.'],
    ['is not what goes on as chat began', 'My pump leaks and valve sticks. [Rain falls].'],
    ['goes on behind an abbreviation', '[Pumps, e.g. valves leak]'],
    ['goes on behind a comma', '[Pumps leak, valves stick]'],
    ['ends at a dash before chat', '[Valves stick] - my boss worries'],
    ['ends at a bracket before chat', '[Valves stick] (my boss worries)'],
    ['ends at thanks', '[valves stick] thanks my boss worries'],
    ['ends where somebody does something else', '[valves stick] and he left, his pump leaks'],
    ['begins with small words that ask', 'my boss worries [how do I mend valves]'],
    ['ends where a few small words do', '[valves stick as it], my boss worries'],
    ['goes on with small words that ask', '[pump leaks how do I mend valves]'],
    ['names something, beside a plea', 'Just please restart pumps. [Valves stick].'],
    ['names something, beside a warning', 'Dont forget pumps. [Valves stick].'],
    ['may say "don\'t" of what it names', '[Valves stick when pumps dont leak]. Rain falls.'],
    ['may say please', '[Could you please restart pumps]. Valves stick.'],
    ['takes what it points at along', 'Rain falls. [A pump leaks. How do I silence it]?'],
    ['takes what "one" is along', '[A pump leaks. How do I silence one]?'],
    ['takes what it moves along', '[A pump leaks. How do I get it to leave valves]?'],
    ['takes what is one of them along', '[A pump leaks. How do I get one to leave valves]?'],
    ['points at nothing with an empty it', 'A pump leaks. [Is it safe for valves]?'],
    ['points at nothing behind what it names', 'A pump leaks. [How do valves use these tools].'],
    ['points at nothing with one that asks', 'A pump leaks. [How does one mend valves].'],
    ['names something, beside what is yours', 'Pumps you own leak. [Rain falls].'],
    ['names something, beside what you have', 'The pump you own leaks. [Rain falls].'],
    ['may say "you" behind what it names', '[Pumps leak more when you load valves]. Rain.'],
    ['goes on behind an aside', '[pumps leak (as ever) valves stick]'],
    ['stands between dashes', 'my boss worries -- [valves stick] -- my boss'],
    ['asks what', 'Rain falls. [What a pump costs].'],
    ['asks only in its first words', '[Rain falls]. pumps what leaks'],
    ['is turned around before a subject', 'Rain falls. [Should the pumps leak]'],
    ['is not turned around elsewhere', '[Rain falls]. Should pumps leak'],
    ['is turned around only at its start', '[Rain falls]. pumps valves should the leak'],
    ['names something, beside a greeting of five', 'Hello Ada and Bob there. [Valves stick].'],
    ['may be six words from a greeting on', '[Hello Ada and Bob here there]. Valves stick.'],
    ['ends at a line', '[Valves stick]\nmy boss worries'],
    ['ends at a colon', 'my boss worries: [valves stick]'],
    ['ends before a small word with a capital letter', '[valves stick] Also my boss worries'],
  ])('%s: %s', (_, marked) => {
    const text = marked.replaceAll(/[[\]]/g, '');
    const [, question] = /\[([^]*)\]/.exec(marked) ?? [];
    expect(readings(text)[0]).toBe(question);
  });

  it.each([
    ['Rain falls. My boss worries, how do pumps start', 'My boss worries, how do pumps start'],
    ['My boss worries, how do pumps start. Rain falls', 'My boss worries, how do pumps start'],
    ['how do pumps start, my boss worries. Rain falls', 'how do pumps start, my boss worries'],
    ['Rain falls. How do pumps start? Valves stick', undefined],
  ])('stands beside the rest of its sentence: %s', (text, beside) => {
    const [first] = listReadings(text, () => ({ share: 1, isKnown: true }));
    expect(first?.text.toLowerCase()).toBe('how do pumps start');
    expect(first?.beside).toBe(beside);
  });

  it('is likelier the more of its words the library has', () => {
    const weigh = ([stem]: readonly string[]) => ({ share: 1, isKnown: stem === 'pump' });
    const [first] = listReadings('Rain falls. Pumps leak. Valves stick.', weigh);
    expect(first?.text).toBe('Pumps leak');
  });

  it('asks others nothing, and is in no other language', () => {
    const weigh = ([stem = '']: readonly string[]) => ({
      share: 1,
      isKnown: /^(?:pump|valv|stick|leak|rain|fall)/.test(stem),
    });
    const first = (text: string) => listReadings(text, weigh)[0]?.text;
    expect(first('Whoever leaks in pumps falls. Valves stick.')).toBe('Valves stick');
    expect(first('wir haben nicht mehr Pumpen. Valves stick.')).toBe('Valves stick');
    expect(first('aber nicht mehr pumps leak')).toBe('pumps leak');
    expect(first("l'pumps leak")).toBe("l'pumps leak");
  });

  it('is no shred of it that hardly names anything', () => {
    const weigh = ([stem]: readonly string[]) => ({
      share: stem === 'thing' ? 0.1 : 1,
      isKnown: true,
    });
    expect(listReadings('How do things? Valves stick.', weigh)[0]?.text).toContain('Valves');
  });
});
