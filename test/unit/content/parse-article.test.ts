import { describe, expect, it } from '@jest/globals';
import { InvalidArticleError } from '../../../src/content/invalid-article-error.ts';
import { parseArticle } from '../../../src/content/parse-article.ts';

const parse = (text: string, path = 'vpn.md') => parseArticle(path, Buffer.from(text));

function articleText(frontMatter = '', body = 'Use the VPN.'): string {
  return `---\ntitle: VPN\nsummary: How to connect.\n${frontMatter}\n---\n${body}\n`;
}

/** The lines that tell the writer what is wrong. */
function problemsOf(text: string | Uint8Array): string[] {
  try {
    parseArticle('vpn.md', Buffer.from(text));
  } catch (error) {
    if (error instanceof InvalidArticleError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('parseArticle', () => {
  it('reads an article with everything in its front matter', () => {
    const { article, draft, warnings } = parse(
      articleText(
        [
          'slug: network/vpn',
          'tags: [Network, "#Security"]',
          'updated: 2026-11-22',
          'owner: U012AB3CDE',
          'url: https://wiki.example.com/vpn',
          'aliases: [tunnel]',
          'questions:',
          '  - How do I reach the database from home?',
          'draft: true',
          'minor: yes',
        ].join('\n'),
      ),
    );
    expect(article).toMatchObject({
      slug: 'network/vpn',
      title: 'VPN',
      summary: 'How to connect.',
      tags: ['network', 'security'],
      updated: '2026-11-22',
      owner: { kind: 'slackUser', id: 'U012AB3CDE' },
      url: 'https://wiki.example.com/vpn',
      aliases: ['tunnel'],
      questions: ['How do I reach the database from home?'],
      minor: true,
      path: 'vpn.md',
      markdown: 'Use the VPN.\n',
    });
    expect(draft).toBe(true);
    expect(warnings).toEqual([]);
  });

  it('asks for what is missing, on the line where it belongs', () => {
    expect(problemsOf('---\n---\nText')).toEqual([
      'vpn.md:2: front matter needs a title; add "title: ..."',
      'vpn.md:2: front matter needs a summary; add "summary: ..."',
    ]);
  });

  it('reports every problem of a file at once, each on its line', () => {
    const lines = problemsOf(
      '---\ntitle: VPN\nsummary: Text\nupdated: 2026-02-30\nurl: ftp://x\ndraft: perhaps\n---\n',
    );
    expect(lines.map((line) => line.split(';')[0])).toEqual([
      'vpn.md:4: updated must be a real date written like 2026-11-22, not "2026-02-30"',
      'vpn.md:5: url must be a whole http or https address without a user name or password',
      'vpn.md:6: draft must be true or false',
      'vpn.md:8: there is nothing to read',
    ]);
  });

  it('takes the path without its extension as the slug', () => {
    expect(parse(articleText(), 'deploy/roll-back.md').article.slug).toBe('deploy/roll-back');
    expect(parse(articleText(), 'Für alle/My page (2).MD').article.slug).toBe(
      'Für-alle/My-page-2-',
    );
  });
});
