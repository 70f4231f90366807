import { describe, expect, it } from '@jest/globals';
import { validateMessageBlocks } from '../../../../simulator/block-kit/validate-blocks.ts';
import {
  bareHit,
  describeReview,
  nameHit,
  renderLead,
} from '../../../../src/slack/reply/article-summary.ts';
import { makeArticle } from '../../../helpers/make-article.ts';

const article = makeArticle({ tags: ['deploy'], updated: '2026-11-01' });
const view = {
  now: new Date('2026-11-25T12:00:00Z'),
  linkTo: () => undefined,
  ownerNames: new Map<string, string>(),
  reviewWasDue: () => '2026-09-01' as string | undefined,
  command: '/guide',
};
const quiet = (given: typeof view) => JSON.stringify(renderLead(bareHit(article), given).at(-1));

describe('an article past its review date', () => {
  it('says so in the quiet line', () => {
    expect(quiet(view)).toContain('deploy · review was due 2 months ago');
  });

  it('says nothing before', () => {
    const fresh = { ...view, reviewWasDue: () => undefined };
    expect(quiet(fresh)).not.toContain('review');
    expect(describeReview(article, fresh)).toBe('');
  });
});

describe('an article at large', () => {
  it('is called once by what its section is called too', () => {
    const twice = makeArticle({ title: 'Refs', markdown: '## refs\n\nText.\n\n## Use\n\nText.\n' });
    expect(twice.sections.map((section) => nameHit(twice, section))).toEqual([
      'Refs',
      'Refs › Use',
    ]);
  });

  it('has no block with nothing in it where there is nothing to quote, which Slack would refuse', () => {
    const hit = bareHit(makeArticle({ summary: '', tags: [] }));
    expect(validateMessageBlocks(renderLead(hit, view))).toEqual({ kind: 'valid' });
  });

  it('shows the headings of a passage in bold', () => {
    const parts = [
      { kind: 'text', pieces: [{ text: 'Wait.', matched: false, code: false }] },
      { kind: 'heading', pieces: [{ text: 'Or else', matched: false, code: false }] },
    ] as const;
    const hit = { ...bareHit(article), passage: { parts } };
    expect(JSON.stringify(renderLead(hit, view)[1])).toContain(
      '{"type":"text","text":"Or else","style":{"bold":true}}',
    );
  });
});
