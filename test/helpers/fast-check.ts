import fc from 'fast-check';

/**
 * The same examples in every run: a suite that fails now and then by itself is soon believed no more.
 * `PROPERTY_SEED=random npm test -- test/property` looks for new ones. One that fails goes into the
 * `examples` of its property, so that it is tried for ever.
 */
const seed = process.env['PROPERTY_SEED'] ?? '20261125';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });

export { fc };
