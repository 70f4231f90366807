import { describe, expect, it } from '@jest/globals';
import { createLineRedactor, createRedactor } from '../../../src/ops/create-redactor.ts';
import { fc } from '../../helpers/fast-check.ts';

const redact = createRedactor(['guidepost', '30', 'a long password, indeed']);

describe('a secret', () => {
  it.each([
    ['postgres://ada:guidepost@db/guide', 'postgres://ada:[redacted]@db/guide'],
    [
      'connecting to postgres://ada:another@db:5432/',
      'connecting to postgres://ada:[redacted]@db:5432/',
    ],
    ['host=db password=guidepost user=ada', 'host=db password=[redacted] user=ada'],
    ["password='two words' user=ada", 'password=[redacted] user=ada'],
    ['?user=ada&password=30&ssl=1', '?user=ada&password=[redacted]&ssl=1'],
    ['it was "a long password, indeed"', 'it was "[redacted]"'],
    ['xoxb-1-abc was refused', '[redacted] was refused'],
    ['guidepost', '[redacted]'],
  ])('is taken out of %j', (text, expected) => {
    expect(redact({ msg: text, list: [text] })).toEqual({ msg: expected, list: [expected] });
  });

  it.each(['password', 'botToken', 'signing_secret', 'connectionString', 'Authorization'])(
    'is what stands under the name %s, whatever it is',
    (name) => {
      expect(redact({ err: { [name]: 'unheard of' } })).toEqual({ err: { [name]: '[redacted]' } });
    },
  );

  it('that is an everyday word or a number is left where it is no secret', () => {
    const line = {
      time: '2026-11-30T09:30:00.000Z',
      ms: 30,
      msg: 'the database is /home/guidepost/data, tried for 30 s',
      address: 'http://127.0.0.1:3000/x',
    };
    expect(redact(line)).toEqual(line);
  });

  it('is taken out of a line as it is out of what the line holds', () => {
    const given = fc.string({ minLength: 1, maxLength: 20 });
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('xoxb-1-abc', 'XAPP-1', 'a://b:c@d', 'PASSWORD=x', 'botToken', 'päss"\\\n'),
    );
    fc.assert(
      fc.property(fc.array(given, { maxLength: 3 }), word, word, word, (secrets, a, b, c) => {
        const held = { [a]: [b, { msg: `${c}${secrets.join(' ')}` }], rest: secrets };
        const line = createLineRedactor(secrets)(`${JSON.stringify(held)}\n`);
        expect(JSON.parse(line)).toEqual(createRedactor(secrets)(held));
      }),
    );
  });

  it('never breaks what it is in, and when it is long is nowhere in it', () => {
    const long = fc.string({ minLength: 12, maxLength: 20 });
    fc.assert(
      fc.property(
        fc.array(long, { maxLength: 3 }),
        fc.string(),
        fc.jsonValue(),
        (long, text, rest) => {
          const redactThese = createRedactor([...long, text]);
          const line = JSON.stringify(redactThese({ msg: `${text}${long.join(text)}`, rest }));
          const read = JSON.parse(line) as { msg: string };
          const given = long.filter((secret) => !'[redacted]'.includes(secret));
          for (const secret of given) expect(read.msg).not.toContain(secret);
        },
      ),
    );
  });
});
