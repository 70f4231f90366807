import { posix } from 'node:path';
import GithubSlugger from 'github-slugger';
import type { Article, LinkTarget, Section } from '../../src/content/article.ts';
import { fingerprint } from '../../src/content/fingerprint.ts';
import { parseBody } from '../../src/content/body/parse-body.ts';
import { isAbsolute, splitLink } from '../../src/content/links/relative-link.ts';

/**
 * A complete article; a test names only what matters to it. Sections and fingerprint follow from
 * `markdown` as they do for a real file, and the slug from the title.
 */
export function makeArticle(overrides: Partial<Article> = {}): Article {
  const title = overrides.title ?? 'An article';
  const summary = overrides.summary ?? `What to know about ${title}.`;
  const markdown = overrides.markdown ?? `Everything about ${title}.\n`;
  const slug = overrides.slug ?? new GithubSlugger().slug(title);
  return {
    slug,
    source: '',
    title,
    summary,
    tags: [],
    updated: undefined,
    owner: undefined,
    url: undefined,
    aliases: [],
    redirects: [],
    questions: [],
    minor: false,
    sections: parseBody(markdown).sections,
    path: `${slug}.md`,
    markdown,
    anchorRule: 'github',
    links: linksIn(markdown, overrides.path ?? `${slug}.md`),
    review: { verified: undefined, reviewBy: undefined, reviewIn: undefined },
    origins: {},
    fingerprint: fingerprint({ title, summary, markdown }),
    ...overrides,
  };
}

/** Every relative link leads to the file that it names. */
function linksIn(markdown: string, from: string): Article['links'] {
  const relative = parseBody(markdown).links.filter((url) => url !== '' && !isAbsolute(url));
  return new Map(
    relative.flatMap((url): [string, LinkTarget][] => {
      const { file, fragment } = splitLink(url);
      const path = file === '' ? from : resolvePath(from, decodeURI(file));
      if (path === undefined) return [];
      const isArticle = path.endsWith('.md');
      return [
        [url, isArticle ? { kind: 'article', path, anchor: fragment } : { kind: 'file', path }],
      ];
    }),
  );
}

/** Undefined when that is outside of the content folder, which a leading `/` means. */
function resolvePath(from: string, link: string): string | undefined {
  const joined = link.startsWith('/')
    ? posix.normalize(link.slice(1))
    : posix.join(posix.dirname(from), link);
  const isOutside = joined === '..' || joined.startsWith('../');
  return isOutside ? undefined : joined.replace(/\/$/, '');
}

/** A section with one paragraph; its anchor follows from the heading. */
export function makeSection(overrides: Partial<Section> = {}): Section {
  const heading = overrides.heading ?? 'A heading';
  return {
    heading,
    level: 2,
    anchor: new GithubSlugger().slug(heading),
    blocks: [{ kind: 'prose', from: 'paragraph', text: `Everything about ${heading}.`, code: [] }],
    ...overrides,
  };
}

/** The text of an article's file. `frontMatter` holds further lines of YAML. */
export function articleFile({
  title = 'VPN',
  frontMatter = '',
  body = 'Use the VPN.',
}: { title?: string; frontMatter?: string; body?: string } = {}): string {
  const more = frontMatter === '' ? '' : `${frontMatter}\n`;
  return `---\ntitle: ${title}\nsummary: How to connect.\n${more}---\n${body}\n`;
}
