import { describe, expect, it } from '@jest/globals';
import { fingerprint } from '../../../src/content/fingerprint.ts';

const article = { title: 'VPN', summary: 'How to connect.', markdown: '# One\n\nText\n' };

describe('fingerprint', () => {
  it('is a SHA-256 in hexadecimal', () => {
    expect(fingerprint(article)).toMatch(/^[\da-f]{64}$/);
  });

  it.each(['title', 'summary', 'markdown'] as const)('changes with the %s', (key) => {
    expect(fingerprint({ ...article, [key]: 'something else' })).not.toBe(fingerprint(article));
  });

  it('knows where the title ends and the summary begins', () => {
    const moved = { ...article, title: 'VPNHow', summary: ' to connect.' };
    expect(fingerprint(moved)).not.toBe(fingerprint(article));
  });

  it.each([
    ['line ends', '# One\r\n\r\nText\r\n'],
    ['white space at the end of a line', '# One  \n\t\nText \n'],
    ['empty lines around the body', '\n\n# One\n\nText\n\n\n'],
    ['the last line end', '# One\n\nText'],
  ])('does not change with %s', (_, markdown) => {
    expect(fingerprint({ ...article, markdown })).toBe(fingerprint(article));
  });

  it('changes with indentation, which Markdown reads as code', () => {
    expect(fingerprint({ ...article, markdown: '# One\n\n    Text\n' })).not.toBe(
      fingerprint(article),
    );
  });
});
