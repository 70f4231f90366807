import fc from 'fast-check';

/**
 * The same examples in every run: a suite that fails now and then by itself is soon believed no more.
 * `PROPERTY_SEED=random npm test -- test/property` looks for new ones. One that fails goes into the
 * `examples` of its property, so that it is tried for ever.
 */
const seed = process.env['PROPERTY_SEED'] ?? '20261125';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

const surrogates = 0xe000 - 0xd800;
const character = fc
  .nat(0x10ffff - surrogates)
  .map((n) => String.fromCodePoint(n < 0xd800 ? n : n + surrogates));

/**
 * Any characters, now and then words that mean something to JavaScript. fast-check's own
 * `unit: 'binary'` looks each of a million characters up before it makes the first text.
 */
export function anyString(constraints: fc.StringConstraints = {}): fc.Arbitrary<string> {
  const characters = fc.string({ ...constraints, unit: character });
  return fc.oneof({ weight: 9, arbitrary: characters }, fc.string(constraints));
}

export { fc };
