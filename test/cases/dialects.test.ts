import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { toHtml } from 'hast-util-to-html';
import type { Article, Block, Owner } from '../../src/content/article.ts';
import { checkLinks } from '../../src/content/links/check-links.ts';
import { formatProblem } from '../../src/content/content-problem.ts';
import { loadArticles } from '../../src/library/load-articles.ts';
import { renderArticle } from '../../src/reader/render-article.ts';

const cases = new URL('dialects/', import.meta.url);
const names = readdirSync(cases, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/**
 * A folder per dialect, read as it stands: what answers are made from, where links lead and what the
 * pages show. After a change: `UPDATE_FIXTURES=1 npm test -- test/cases`, then read the diff.
 */
describe('a folder written for another tool', () => {
  it.each(names)('is read as expected: %s', async (name) => {
    const seen = await describeFolder(fileURLToPath(new URL(name, cases)));
    const expected = new URL(`${name}.txt`, cases);
    if (process.env['UPDATE_FIXTURES'] === '1' || !existsSync(expected)) {
      if (process.env['CI'] === 'true') throw new Error(`${name}.txt is missing`);
      writeFileSync(expected, seen);
    }
    expect(seen).toBe(readFileSync(expected, 'utf8'));
  });

  it.each(names)('leaves no trace of itself in text or on pages: %s', async (name) => {
    const { articles } = await loadArticles(fileURLToPath(new URL(name, cases)));
    const leftovers =
      /\{\{(?! amount)|\{%|%\}|<%|:::(?!are)|!!!|\?\?\?|\[\[|\[!|%%(?! more)|--8<--(?! "shown)|@include|walrus|ibex|newt|zebra|lynx|ostrich|penguin|heron|stork|pelican|toucan|flamingo|\{#|\{:|:material|\[TOC\]|wiki:/;
    for (const article of articles) {
      const shown = article.sections.flatMap(({ heading, blocks }) => [
        heading,
        ...blocks.map(wordsOf),
      ]);
      expect([article.title, ...shown].join('\n')).not.toMatch(leftovers);
      expect(page(article, articles).replace(/<code[\s\S]*?<\/code>/g, '')).not.toMatch(leftovers);
    }
  });
});

async function describeFolder(dir: string): Promise<string> {
  const { folder } = await loadArticles(dir);
  const problems = [...folder.problems, ...checkLinks(folder)].map(formatProblem);
  const passed = folder.passedOver.map(
    ({ reason, examples }) => `passed over: ${reason}: ${examples.join(', ')}`,
  );
  const sites = folder.sites.map(({ flavour, pages }) => `site: ${flavour} in "${pages}"`);
  return [
    ...sites,
    ...passed,
    ...problems,
    ...folder.articles.map((article) => describeArticle(article, folder.articles)),
    '',
  ].join('\n');
}

function describeArticle(article: Article, all: readonly Article[]): string {
  const { path, slug, title, summary, tags, updated, owner, aliases, redirects, questions } =
    article;
  const facts = {
    ...{ slug, title, summary, tags: tags.join(' '), updated, owner: ownerWords(owner) },
    ...{
      aliases: aliases.join(', '),
      redirects: redirects.join(' '),
      questions: questions.join(' '),
    },
  };
  return [
    '',
    `==== ${path}`,
    ...Object.entries(facts)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([key, value]) => `${key}: ${value ?? ''}`),
    ...article.sections.flatMap(({ heading, level, anchor, blocks }) => [
      `[${level}] ${heading} {#${anchor}}`,
      ...blocks.map((block) => `  ${describeBlock(block)}`),
    ]),
    ...[...article.links].map(([url, target]) => {
      const anchor = target.kind === 'article' && target.anchor !== '' ? `#${target.anchor}` : '';
      return `link ${url} -> ${target.path}${anchor}`;
    }),
    '---- page',
    page(article, all),
  ].join('\n');
}

function describeBlock(block: Block): string {
  if (block.kind === 'code') return `code (${block.language ?? ''}): ${JSON.stringify(block.text)}`;
  return `${block.from}${block.aside === undefined ? '' : `, ${block.aside}`}: ${block.text}`;
}

function ownerWords(owner: Owner | undefined): string | undefined {
  if (owner === undefined) return undefined;
  return owner.kind === 'name' ? owner.name : owner.kind === 'email' ? owner.address : owner.id;
}

/** The text without what is code in it, which may say anything. */
function wordsOf(block: Block): string {
  if (block.kind === 'code') return '';
  return block.code.reduceRight(
    (text, { start, end }) => text.slice(0, start) + text.slice(end),
    block.text,
  );
}

function page(article: Article, all: readonly Article[]): string {
  const nodes = renderArticle(article, (path) => all.find((other) => other.path === path));
  return toHtml([...nodes])
    .replace(/\n+/g, '\n')
    .trim();
}
