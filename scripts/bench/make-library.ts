import { createRandom } from '../../simulator/clock.ts';
import type { Article, Section } from '../../src/content/article.ts';

const wordsOfArticle = 850;
const maxWordsOfSection = 250;

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
