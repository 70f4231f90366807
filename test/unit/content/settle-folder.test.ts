import { describe, expect, it } from '@jest/globals';
import { runAtOnce, type Steps } from '../../../src/content/in-steps.ts';
import { joinText } from '../../../src/content/packed-text.ts';
import { parseArticle, type ParsedArticle } from '../../../src/content/parse-article.ts';
import { settleFolder, type Settlement } from '../../../src/content/folder/settle-folder.ts';

const count = 200;

/** Each links to the next. Who unpacks the text of one fails. */
function parse(i: number, text: string): [string, ParsedArticle] {
  const path = `${i}.md`;
  const body = `# Page ${i}\n\n${text} See [next](${(i + 1) % count}.md#page-${(i + 1) % count}).`;
  const { article, ...parsed } = parseArticle(path, Buffer.from(body));
  const unread = joinText(article, { bytes: Buffer.from('not to be unpacked'), checksum: text });
  return [path, { ...parsed, article: unread }];
}

function settle(
  articles: ReadonlyMap<string, ParsedArticle>,
  before?: Settlement,
): Steps<Settlement> {
  return settleFolder({ sites: [], paths: new Set(articles.keys()), articles }, before, new Map());
}

function countSteps(steps: Steps<unknown>): number {
  return [...steps].length;
}

describe('settling what files share', () => {
  const old = new Map(Array.from({ length: count }, (_, i) => parse(i, 'Old.')));
  const changed = new Map([...old, ...Array.from({ length: 50 }, (_, i) => parse(i, 'New.'))]);

  it('reads no text, however many articles have changed', () => {
    const first = runAtOnce(settle(old));
    const second = runAtOnce(settle(changed, first));
    const isSame = [...second.settled].map(
      ([path, { article }]) => article.links === first.settled.get(path)?.article.links,
    );
    expect(isSame).toEqual(Array.from({ length: count }, () => true));
  });

  it('lets other work go first after every article, at first and when some have changed', () => {
    expect(countSteps(settle(old))).toBeGreaterThanOrEqual(2 * count);
    expect(countSteps(settle(changed, runAtOnce(settle(old))))).toBeGreaterThanOrEqual(2 * count);
  });

  it('looks again where a heading that others link to has another name', () => {
    const renamed = parseArticle('1.md', Buffer.from('# Another name\n\nText.'));
    const first = runAtOnce(settle(old));
    const second = runAtOnce(settle(new Map([...old, ['1.md', renamed]]), first));
    const linkOf = (settlement: Settlement) =>
      settlement.settled.get('0.md')?.links.get('1.md#page-1');
    expect(linkOf(first)).toMatchObject({ anchor: 'page-1' });
    expect(linkOf(second)).toMatchObject({ anchor: '' });
  });
});
