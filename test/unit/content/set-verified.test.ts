import { describe, expect, it } from '@jest/globals';
import { setVerified } from '../../../src/content/front-matter/set-verified.ts';
import { anyString, fc } from '../../helpers/fast-check.ts';

const day = '2026-11-25';

function set(text: string): string {
  const result = setVerified(Buffer.from(text), day);
  return result.kind === 'set' ? Buffer.from(result.bytes).toString() : result.kind;
}

describe('the day an article was last found right', () => {
  it.each([
    [
      'a new line',
      '---\ntitle: A\n---\nÜber\n',
      '---\ntitle: A\nverified: 2026-11-25\n---\nÜber\n',
    ],
    [
      'line ends, remarks and the order of keys',
      '---\r\nverified: 2025-01-01   # by Olga\r\ntitle: A\r\n---\r\nB\r\n',
      '---\r\nverified: 2026-11-25   # by Olga\r\ntitle: A\r\n---\r\nB\r\n',
    ],
    [
      'a key by another name, in quotes',
      '\ufeff---\nLast_Reviewed_On: "1 March 2025"\nreview_in: 6 months\n---\nB',
      '\ufeff---\nLast_Reviewed_On: "2026-11-25"\nreview_in: 6 months\n---\nB',
    ],
    ['a key that was left empty', '---\nverified:\n---\nB', '---\nverified: 2026-11-25\n---\nB'],
    [
      'what only looks like the key',
      '---\ntext: |\n  verified: b\nextra:\n  verified: 2020-01-01\n---\nverified: c\n',
      '---\ntext: |\n  verified: b\nextra:\n  verified: 2020-01-01\nverified: 2026-11-25\n---\nverified: c\n',
    ],
    [
      'TOML, before its tables',
      '+++\ntitle = "A"\n[extra]\nx = 1\n+++\nB',
      '+++\nverified = 2026-11-25\ntitle = "A"\n[extra]\nx = 1\n+++\nB',
    ],
    ['a day that is there', '---\nverified: 2026-11-25\n---\nB', 'same'],
    ['a later day', '---\nverified: 2027-01-01\n---\nB', 'same'],
    ['no front matter', 'Only words.\n', 'refused'],
    ['a value over several lines', '---\nverified: >\n  2025-01-01\n---\nB', 'refused'],
    ['front matter in one line', '---\n{title: A}\n---\nB', 'refused'],
  ])('is set with %s', (_, text, expected) => {
    expect(set(text)).toBe(expected);
  });

  it('is not set in what is no UTF-8', () => {
    expect(setVerified(Buffer.from([0x2d, 0x2d, 0x2d, 0x0a, 0xff]), day).kind).toBe('refused');
  });

  it('changes nothing but its line, whatever the file holds', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'verified: 2024-01-01',
        'verified: [',
        '---',
        '  verified: x',
        'tags: [a]',
        '',
      ),
      anyString(),
    );
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (front, body) => {
        const text = Buffer.from(['---', ...front, '---', ...body].join('\n'));
        const result = setVerified(text, day);
        if (result.kind !== 'set') return;
        const before = text.toString('latin1').split('\n');
        const after = Buffer.from(result.bytes).toString('latin1').split('\n');
        const isNew = after.length > before.length;
        const at = after.findIndex((each, index) => each !== before[index]);
        expect(after[at]).toBe(`verified: ${day}`);
        expect(after.toSpliced(at, 1)).toEqual(isNew ? before : before.toSpliced(at, 1));
      }),
      { examples: [[['verified: 2024-01-01', 'title: A'], ['Words.']]] },
    );
  });
});
