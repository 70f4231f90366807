import { describe, expect, it } from '@jest/globals';
import { toHtml } from 'hast-util-to-html';
import { renderArticle, titleAnchor } from '../../../src/reader/render-article.ts';
import { makeArticle } from '../../helpers/make-article.ts';

function render(markdown: string, title = 'Another title'): string {
  return toHtml([...renderArticle(makeArticle({ title, markdown }), () => undefined)]);
}

describe('headings', () => {
  const markdown = '# VPN\n\n## Keys\n\n> ## Keys\n\n## \n\n## `Keys`\n';

  it('carry the anchors that answers link to', () => {
    const html = render(markdown, 'VPN');
    expect(html).toContain('<h2 id="keys"><a class="heading" href="#keys">Keys</a></h2>');
    for (const { anchor } of makeArticle({ markdown }).sections.slice(1)) {
      expect(html).toContain(`id="${anchor}"`);
    }
  });

  it('in quotations count as GitHub counts them', () => {
    expect(render(markdown)).toMatch(/<blockquote>\s*<h3 id="keys-1">/);
  });

  it('do not repeat the title', () => {
    expect(render(markdown, 'vpn')).not.toContain('VPN');
    expect(titleAnchor(makeArticle({ title: 'vpn', markdown }))).toBe('vpn');
    expect(
      titleAnchor(makeArticle({ title: 'vpn', markdown: `Text\n\n${markdown}` })),
    ).toBeUndefined();
  });

  it('leave the anchor of the title to the heading of the page', () => {
    expect(render('# VPN\n\n<b id="vpn">Text</b>\n', 'VPN').trim()).toBe('<p><b>Text</b></p>');
  });

  it('stand below the title of the page', () => {
    expect(render(markdown)).toContain('<h3 id="keys">');
  });

  it('that hold a link are no link themselves', () => {
    const html = render('## See [this](https://example.com)\n');
    expect(html).toBe('<h2 id="see-this">See <a href="https://example.com">this</a></h2>');
  });
});

describe('what an article may not do', () => {
  it.each([
    ['<script>alert(1)</script>\n\nText', '<p>Text</p>'],
    ['<style>p{display:none}</style>\n\nText', '<p>Text</p>'],
    ['<p onclick="alert(1)" style="color:red" class="skip">Text</p>', '<p>Text</p>'],
    ['[Text](javascript:alert(1))', '<p>Text</p>'],
    ['<a href="java&#10;script:alert(1)">Text</a>', '<p>Text</p>'],
    ['[Text](data:text/html,x)', '<p>Text</p>'],
    ['<iframe src="https://example.com">x</iframe>Text', 'Text'],
    ['</main></body><form action="/x"><input name="q"><b>Text</b></form>', '<b>Text</b>'],
    ['<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>Text', 'Text'],
    ['<h2 id="page.main">Text</h2>', '<h2>Text</h2>'],
    ['<b>Te<i>xt', '<b>Te<i>xt</i></b>'],
    ['<!channel> &lt;!channel&gt;', '&#x3C;!channel>'],
  ])('%s', (markdown, expected) => {
    const html = render(markdown).trim();
    expect(html).toContain(expected);
    expect(html).not.toMatch(/script|onclick|style|<form|iframe|svg|page\.main/i);
  });
});

describe('pictures', () => {
  it('come from the content folder', () => {
    expect(render('![Plan](plan.png)')).toBe(
      '<p><img src="/images/plan.png" alt="Plan" loading="lazy"></p>',
    );
  });

  it('from elsewhere are links', () => {
    expect(render('![Plan](https://example.com/plan.png)')).toBe(
      '<p><a href="https://example.com/plan.png">Plan</a></p>',
    );
  });

  it('from elsewhere inside a link are its words', () => {
    expect(render('[![build](https://example.com/b.svg)](https://example.com)')).toBe(
      '<p><a href="https://example.com"><span>build</span></a></p>',
    );
  });
});

describe('tables, lists and code', () => {
  it('tables scroll by keyboard and name their columns', () => {
    const html = render('| | Price |\n|---|---:|\n| A | 2 |\n');
    expect(html).toContain(
      '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>',
    );
    expect(html).toContain('<td></td>');
    expect(html).toContain('<th class="align-right" scope="col">Price</th>');
  });

  it('task lists say what is done', () => {
    const html = render('- [x] one\n- [ ] two\n');
    expect(html).toContain('<span class="tick" role="img" aria-label="done">');
    expect(html).toContain('<span class="tick" role="img" aria-label="open">');
    expect(html).not.toContain('<input');
  });

  it.each([
    ['python', 'def f(): pass', '<span class="hljs-keyword">def</span>'],
    ['dockerfile', 'FROM python:3.12', '<span class="hljs-keyword">FROM</span>'],
    ['unheard-of', 'a < b', 'a &#x3C; b'],
  ])('code in %s', (language, code, expected) => {
    expect(render(`\`\`\`${language}\n${code}\n\`\`\`\n`)).toContain(expected);
  });

  it('leaves a very long listing plain', () => {
    expect(render('```js\n' + 'let a = 1;\n'.repeat(2_000) + '```\n')).not.toContain('hljs-');
  });

  it('footnotes lead there and back', () => {
    const html = render('Text[^1].\n\n[^1]: Note\n');
    const [, target] = /href="#(fn-1)"/.exec(html) ?? [];
    expect(html).toContain(`<li id="${target}">`);
    expect(html).toContain('href="#fnref-1"');
    expect(html).toContain('id="fnref-1"');
  });
});

describe('an article that would take long to lay out', () => {
  const row = `${'| one '.repeat(10)}|\n`;
  const head = `${row}${'|---'.repeat(10)}|\n`;
  const rows = head + row.repeat(300);

  it.each([
    ['table', rows],
    ['text', `${'one word and another '.repeat(5_000)}\n`],
  ])('is given as text, with its sections: long %s', (_, body) => {
    const html = render(`# T\n\n## Start\n\n${body}\n## End\n\n    code\n`, 'T');
    expect(html).toContain('the text alone');
    expect(html).toContain('<h2 id="start"><a class="heading" href="#start">Start</a></h2><p>one');
    expect(html).toContain('</h2><pre tabindex="0"><code>code</code></pre>');
    expect(html).not.toMatch(/<table|<b>|>T</);
  });

  it('is longer than what people write by hand', () => {
    expect(render(`${'one word and another\n\n'.repeat(1_000)}${head}${row.repeat(40)}`)).toContain(
      '<table',
    );
  });
});
