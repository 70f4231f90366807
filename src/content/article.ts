/** A stretch of `ProseBlock.text` that was inline code, as `[start, end)` in UTF-16 units. */
export interface CodeRange {
  readonly start: number;
  readonly end: number;
}

/** A paragraph, list item, quotation or table row, as the reader sees it: no Markdown syntax. */
export interface ProseBlock {
  readonly kind: 'prose';
  readonly from: 'paragraph' | 'list' | 'quote' | 'table';
  /** White space collapsed; the cells of a table row are joined with ` | `. Never empty. */
  readonly text: string;
  /** Where `text` is inline code; ordered, never overlapping. */
  readonly code: readonly CodeRange[];
  /** The kind of aside that it stands in: `note`, `warning` and so on, in lower case. */
  readonly aside?: string;
}

/** A fenced or indented code block, verbatim. */
export interface CodeBlock {
  readonly kind: 'code';
  readonly language: string | undefined;
  readonly text: string;
}

export type Block = ProseBlock | CodeBlock;

/** A heading and what stands under it, up to the next heading of any level. */
export interface Section {
  /** As the reader sees it. Empty for the text before the first heading. */
  readonly heading: string;
  /** 1 to 6, or 0 for the text before the first heading. */
  readonly level: number;
  /** As the article's site makes it, unique within the article. Empty before the first heading. */
  readonly anchor: string;
  readonly blocks: readonly Block[];
}

/** Whoever looks after an article. */
export type Owner =
  | { readonly kind: 'slackUser'; readonly id: string }
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'name'; readonly name: string };

/** Where a link or a picture of an article leads within its folder; paths are relative to that. */
export type LinkTarget =
  | { readonly kind: 'article'; readonly path: string; readonly anchor: string }
  | { readonly kind: 'file'; readonly path: string };

/** How a site makes the anchor of a heading that is given none. */
export type AnchorRule =
  'github' | 'python-markdown' | 'kramdown' | 'vitepress' | 'zola' | 'eleventy' | 'obsidian';

/** The values of an article that can come from more than one place. */
export type OriginKey =
  'slug' | 'title' | 'summary' | 'tags' | 'updated' | 'owner' | 'aliases' | 'redirects';

/** What the writer says about how long the text holds, as it was written. */
export interface Review {
  readonly verified: string | undefined;
  readonly reviewBy: string | undefined;
  readonly reviewIn: string | undefined;
}

/** One Markdown file, checked and understood. Everything here may be shown, once escaped. */
export interface Article {
  /** Unique in the library; the article's id. Letters, digits, `-`, `_`, `.` and `/`. */
  readonly slug: string;
  /** The name of the source that the file comes from; empty when there is only one. */
  readonly source: string;
  readonly title: string;
  /** At most 200 characters: the writer's, else the first prose of the body; may be empty. */
  readonly summary: string;
  /** Lower case, without `#`; in the writer's order, none twice. */
  readonly tags: readonly string[];
  /** A calendar date, `YYYY-MM-DD`. */
  readonly updated: string | undefined;
  readonly owner: Owner | undefined;
  /** Where the article is published, absolute http or https, when it is not under the base URL. */
  readonly url: string | undefined;
  /** Where its file is edited, when the source says. */
  readonly edit?: string;
  /** Other names people ask by. */
  readonly aliases: readonly string[];
  /** Addresses it had before, as they were written. */
  readonly redirects: readonly string[];
  /** Questions it answers, in people's words. */
  readonly questions: readonly string[];
  /** The writer says this edit is too small to announce. */
  readonly minor: boolean;
  readonly sections: readonly Section[];
  /** The file, relative to the content folder, with `/`. */
  readonly path: string;
  /**
   * What stands after the front matter, as Markdown with GitHub's extensions and HTML: whatever else
   * the file speaks is translated. `parseTree` reads it.
   */
  readonly markdown: string;
  readonly anchorRule: AnchorRule;
  /** Where its relative links and pictures lead, by their address as written; dead ones are not in. */
  readonly links: ReadonlyMap<string, LinkTarget>;
  readonly review: Review;
  /** Where each value came from, in words: "description in the front matter". */
  readonly origins: Readonly<Partial<Record<OriginKey, string>>>;
  /** Hex SHA-256 over what a reader sees: title, summary and body as written. */
  readonly fingerprint: string;
}

/**
 * Where a section stands in an article; -1 when it's of another. By its anchor: the text of an
 * article that was packed in between is other objects each time it's read.
 */
export function sectionIndex({ sections }: Pick<Article, 'sections'>, { anchor }: Section): number {
  return sections.findIndex((each) => each.anchor === anchor);
}

/** Whether it names this person, by their Slack user id. */
export function isOwnedBy(userId: string, { owner }: Article): boolean {
  return owner?.kind === 'slackUser' && owner.id === userId;
}

/** The text of a section as one string, code included, one block a line. */
export function sectionText(section: Section): string {
  return section.blocks.map((block) => block.text).join('\n');
}
