import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Block, Section } from '../../../src/content/article.ts';
import { parseArticle } from '../../../src/content/parse-article.ts';

const cases = new URL('../../fixtures/content/bodies/', import.meta.url);

/** A folder per case. After a change: `UPDATE_FIXTURES=1 npm test -- parse-body`, then read the diff. */
describe('parseBody', () => {
  it.each(readdirSync(cases))('reads %s as expected', (name) => {
    const { article, anchors } = parseArticle(
      'article.md',
      readFileSync(new URL(`${name}/article.md`, cases)),
    );
    const seen = `${article.sections.map(render).join('\n')}\nanchors: ${[...anchors].join(' ')}\n`;
    const expected = new URL(`${name}/expected.txt`, cases);
    if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(expected, seen);
    expect(seen).toBe(readFileSync(expected, 'utf8'));
  });
});

function render({ heading, level, anchor, blocks }: Section): string {
  return [`[${level}] ${heading} {#${anchor}}`, ...blocks.map(renderBlock), ''].join('\n');
}

/** Inline code between `⟦` and `⟧`. */
function renderBlock(block: Block): string {
  if (block.kind === 'code') {
    return [`code (${block.language ?? ''})`, ...block.text.split('\n')].join('\n    | ');
  }
  let text = block.text;
  for (const { start, end } of block.code.toReversed()) {
    expect(end).toBeLessThanOrEqual(block.text.length);
    text = `${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`;
  }
  return `${block.from}: ${text}`;
}
