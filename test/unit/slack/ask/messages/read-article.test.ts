import { describe, expect, it } from '@jest/globals';
import { validateView } from '../../../../../simulator/block-kit/validate-blocks.ts';
import type { Article } from '../../../../../src/content/article.ts';
import { findPlace, formatPlace } from '../../../../../src/slack/ask/button-values.ts';
import { renderReadArticle } from '../../../../../src/slack/ask/messages/read-article.ts';
import { createLinkTo } from '../../../../../src/slack/reply/article-links.ts';
import { makeArticle } from '../../../../helpers/make-article.ts';
import { buttonLabels, visibleText } from '../../../../helpers/visible-text.ts';

const other = makeArticle({
  slug: 'guide/other',
  path: 'guide/other.md',
  markdown: '## A part\n\nText.',
});

function read(article: Article, options: { heading?: string; part?: number } = {}) {
  const section = article.sections.find(({ heading }) => heading === options.heading);
  const view = renderReadArticle(
    { article, section, part: options.part },
    {
      now: new Date('2026-11-22T12:00:00Z'),
      linkTo: createLinkTo('https://guide.example.com/'),
      reviewWasDue: () => undefined,
      ownerNames: new Map(),
      command: '/guide',
      articleAt: (path) => [article, other].find((candidate) => candidate.path === path),
    },
  );
  expect(validateView(view, 'modal')).toEqual([]);
  const blocks = view.blocks as never;
  return { text: visibleText({ text: '', blocks }), labels: buttonLabels({ blocks }), view };
}

describe('renderReadArticle', () => {
  it('leads to where the article is edited, from its beginning and when that is known', () => {
    const edit = 'https://github.com/acme/handbook/edit/main/vpn.md';
    const article = makeArticle({ edit, markdown: 'Top.\n\n## Later\n\nText.\n' });
    const linksTo = (view: object) => JSON.stringify(view).includes(`"url":"${edit}"`);
    expect(linksTo(read(article).view)).toBe(true);
    expect(linksTo(read(article, { heading: 'Later' }).view)).toBe(false);
    expect(linksTo(read(makeArticle({ markdown: 'Top.\n' })).view)).toBe(false);
  });

  it('leads where the links of its site lead, and to its own sections', () => {
    const article = makeArticle({
      markdown: 'See [other](/guide/other/) and [below](#below).\n\n## Below\n\nText.\n',
      links: new Map([
        ['/guide/other/', { kind: 'article', path: 'guide/other.md', anchor: 'a-part' }],
      ]),
    });
    const shown = JSON.stringify(read(article).view);
    expect(shown).toContain('"text":"other","url":"https://guide.example.com/guide/other#a-part"');
    expect(shown).toContain('"text":"below","url":"https://guide.example.com/an-article#below"');
  });

  it('shows lists, numbers, code, quotations and what is emphasised', () => {
    const { view } = read(
      makeArticle({
        markdown:
          'Some **bold** and `code`.\n\n3. three\n4. four\n   - inner\n\n   ```sh\n   run it\n   ```\n\n> quoted\n\n- [x] done',
      }),
    );
    const [, body] = view.blocks as readonly { elements: readonly object[] }[];
    expect((body ?? { elements: [] }).elements).toMatchObject([
      {
        type: 'rich_text_section',
        elements: [{}, { text: 'bold', style: { bold: true } }, {}, { style: { code: true } }, {}],
      },
      { type: 'rich_text_list', style: 'ordered', offset: 2, elements: [{}, {}] },
      { type: 'rich_text_list', style: 'bullet', indent: 1 },
      { type: 'rich_text_preformatted', elements: [{ text: 'run it' }] },
      { type: 'rich_text_quote' },
      {
        type: 'rich_text_list',
        elements: [{ elements: [{ text: '[x]' }, { text: ' ' }, { text: 'done' }] }],
      },
    ]);
  });

  it('sets a narrow table in columns and reads a wide one row by row', () => {
    const narrow = read(makeArticle({ markdown: '| a | b |\n|---|---|\n| one | two |' }));
    expect(narrow.text).toContain('a    b\n---  ---\none  two');
    const long = 'a word or two '.repeat(6).trim();
    const wide = read(makeArticle({ markdown: `| Name | Why |\n|---|---|\n| one | ${long} |` }));
    expect(wide.text).toContain(`one\n- Why: ${long}`);
  });

  it('leads to other articles, and nowhere that Slack could not go', () => {
    const { text } = read(
      makeArticle({
        slug: 'guide/this',
        path: 'guide/this.md',
        markdown:
          '[that](other.md#a-part) [gone](gone.md) [x](javascript:alert(1)) [web](https://example.com) ' +
          `[long](https://example.com/${'x'.repeat(3_000)})`,
      }),
    );
    expect(text).toContain(
      'that (https://guide.example.com/guide/other#a-part) gone x web (https://example.com/) long',
    );
  });

  it('begins at the section that was asked for, with a way to the others', () => {
    const article = makeArticle({ markdown: 'Before.\n\n## First\n\nOne.\n\n## Second\n\nTwo.' });
    const { text, labels } = read(article, { heading: 'Second' });
    expect(text).toContain('Two.');
    expect(text).not.toContain('One.');
    expect(labels).toEqual(['From the beginning']);
    const whole = read(article);
    expect(whole.text).toMatch(/Before\.\n[^]*First\nOne\.\nSecond\nTwo\./);
    expect(whole.labels).toEqual([]);
    expect(JSON.stringify(whole.view.blocks.at(-1))).toContain('"First"');
  });

  it('shows a long article in parts, and nothing twice or left out', () => {
    const sections = Array.from(
      { length: 40 },
      (_, i) => `## Part ${i}\n\n${`word${i} `.repeat(120)}`,
    );
    const article = makeArticle({
      markdown: `${sections.join('\n\n')}\n\n## Long\n\n${'Much to say. '.repeat(2_000)}`,
    });
    const seen: string[] = [];
    for (let part = 0; ; part += 1) {
      const { text, labels } = read(article, { part });
      seen.push(text);
      if (!labels.some((label) => label.startsWith('Next'))) break;
    }
    expect(seen.length).toBeGreaterThan(4);
    const all = seen.join('\n');
    expect(all.match(/^Part \d+$/gm)).toHaveLength(40);
    expect(all.match(/Much to say\./g)).toHaveLength(2_000);
  });

  it.each([
    ['nothing', ''],
    ['signs alone', '## ***\n\n---\n\n<!-- -->'],
    ['deep emphasis', `${'*_'.repeat(200)}x${'_*'.repeat(200)}`],
    ['one endless line of code', `\`\`\`\n${'x'.repeat(9_000)}\n\`\`\``],
    ['a list without words', '- \n- ![](x.png)'],
    ['a table without rows', '| a |\n|---|'],
    ['what would act in a message', '<!channel> <@U0123> *x* [a](<https://evil.example|b>)'],
  ])('is a view that Slack takes when the article is %s', (_, markdown) => {
    expect(read(makeArticle({ markdown })).text).toContain('An article');
  });
});

describe('a place in an article', () => {
  it('is found again by what a button carries, also when its section is gone', () => {
    const article = makeArticle({ markdown: '## One\n\nText.' });
    const place = { article, section: article.sections[0] };
    expect(findPlace([other, article], formatPlace(place))).toEqual(place);
    const shorter = makeArticle({ markdown: '' });
    expect(findPlace([shorter], formatPlace(place))).toEqual({
      article: shorter,
      section: undefined,
    });
    expect(findPlace([other], formatPlace(place))).toBeUndefined();
  });
});
