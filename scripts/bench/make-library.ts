import { globSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../simulator/clock.ts';
import type { Article, Section } from '../../src/content/article.ts';
import { loadArticles } from '../../src/library/load-articles.ts';

const wordsOfArticle = 850;
const maxWordsOfSection = 250;

/** Real documentation to make libraries of: our articles, and what the packages we use say of themselves. */
export async function loadText(): Promise<readonly Article[]> {
  const dir = await mkdtemp(join(tmpdir(), 'guidepost-text-'));
  try {
    const files = globSync('node_modules/{*,@*/*}/{README,readme}.md').sort();
    for (const [i, file] of files.entries()) await copyFile(file, join(dir, `package-${i}.md`));
    const [own, packages] = [await loadArticles('content'), await loadArticles(dir)];
    return [...own.articles, ...packages.articles];
  } finally {
    await rm(dir, { recursive: true });
  }
}

/**
 * A library of a size, of real text: each article is made of sections of the given ones, taken at
 * random, and called after the first of them.
 */
export function makeLibrary(seeds: readonly Article[], size: number): Article[] {
  const [template] = seeds;
  const sections = seeds.flatMap((article) =>
    article.sections
      .map((section) => ({ ...section, heading: section.heading || article.title }))
      .filter(({ blocks }) => blocks.some(({ text }) => text.length > 80)),
  );
  if (template === undefined || sections.length === 0) throw new Error('There is no text to use.');
  const random = createRandom(1);
  const pick = (): Section => {
    const section = sections[Math.floor(random() * sections.length)];
    if (section === undefined) throw new Error('There is no text to use.');
    return section;
  };
  return Array.from({ length: size }, (_, i): Article => {
    const picked: Section[] = [];
    for (let words = 0; words < wordsOfArticle;) {
      const section = shorten(pick());
      words += countWords(section);
      picked.push({ ...section, level: 2, anchor: `section-${picked.length}` });
    }
    const slug = `made/article-${i}`;
    return {
      ...template,
      slug,
      path: `${slug}.md`,
      title: `${picked[0]?.heading ?? ''} ${i}`,
      summary: '',
      tags: [],
      aliases: [],
      questions: [],
      sections: picked,
    };
  });
}

/** The article as somebody would have written it. */
export function toMarkdown({ title, sections }: Article): string {
  const texts = sections.flatMap(({ heading, blocks }) => [
    `## ${heading}`,
    ...blocks.map(({ kind, text }) => (kind === 'code' ? `~~~~~\n${text}\n~~~~~` : text)),
  ]);
  return [`# ${title}`, ...texts, ''].join('\n\n');
}

function shorten(section: Section): Section {
  let left = maxWordsOfSection;
  const blocks = section.blocks.flatMap((block) => {
    const words = block.text.split(/\s+/);
    const taken = words.slice(0, Math.max(0, left));
    left -= taken.length;
    if (taken.length === 0) return [];
    if (taken.length === words.length) return [block];
    const text = taken.join(' ');
    return [block.kind === 'code' ? { ...block, text } : { ...block, text, code: [] }];
  });
  return { ...section, blocks };
}

function countWords({ blocks }: Section): number {
  return blocks.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
}
