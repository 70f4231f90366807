import { expect, it } from '@jest/globals';
import { parseManifest } from '../../simulator/manifest.ts';

const withFeatures = (features: object) => () =>
  parseManifest({ display_information: { name: 'Guide' }, features });

it('takes five domains for link previews and no more', () => {
  const domains = (count: number) => ({
    unfurl_domains: Array.from({ length: count }, (_, index) => `d${index}.example`),
  });
  expect(withFeatures(domains(5))).not.toThrow();
  expect(withFeatures(domains(6))).toThrow('unfurl_domains');
});

it.each(['guide', '/Guide', '/gui de', `/${'x'.repeat(32)}`])(
  'refuses a command called %s',
  (command) => {
    const commands = { slash_commands: [{ command, description: 'Ask' }] };
    expect(withFeatures(commands)).toThrow('slash_commands');
  },
);
