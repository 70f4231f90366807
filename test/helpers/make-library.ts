import type { Library } from '../../src/answers/library.ts';
import type { Article, Block, Section } from '../../src/content/article.ts';
import { buildArticleIndex } from '../../src/search/article-index.ts';

/** A short article: `body` is paragraphs, `## headings` and code lines indented by four spaces. */
export function shortArticle({
  body = '',
  ...given
}: Partial<Article> & { slug: string; body?: string }): Article {
  return {
    title: given.slug.replaceAll('-', ' '),
    summary: '',
    tags: [],
    updated: undefined,
    owner: undefined,
    url: undefined,
    aliases: [],
    questions: [],
    minor: false,
    sections: sectionsOf(body),
    path: `${given.slug}.md`,
    markdown: body,
    fingerprint: '',
    ...given,
  };
}

export function makeLibrary(...articles: Article[]): Library {
  return { articles, index: buildArticleIndex(articles) };
}

function sectionsOf(body: string): Section[] {
  const sections: { heading: string; level: number; anchor: string; blocks: Block[] }[] = [
    { heading: '', level: 0, anchor: '', blocks: [] },
  ];
  for (const line of body.split('\n').filter((text) => text.trim() !== '')) {
    if (line.startsWith('## ')) {
      const heading = line.slice(3);
      const anchor = heading.toLowerCase().replaceAll(' ', '-');
      sections.push({ heading, level: 2, anchor, blocks: [] });
    } else {
      sections.at(-1)?.blocks.push(blockOf(line));
    }
  }
  return sections;
}

function blockOf(line: string): Block {
  if (line.startsWith('    ')) return { kind: 'code', language: undefined, text: line.slice(4) };
  const code: { start: number; end: number }[] = [];
  let text = '';
  for (const [index, part] of line.split('`').entries()) {
    if (index % 2 === 1) code.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  return { kind: 'prose', from: 'paragraph', text, code };
}
