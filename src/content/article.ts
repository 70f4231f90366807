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
  /** As GitHub makes it, unique within the article. Empty for the text before the first heading. */
  readonly anchor: string;
  readonly blocks: readonly Block[];
}

/** Whoever looks after an article. */
export type Owner =
  | { readonly kind: 'slackUser'; readonly id: string }
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'name'; readonly name: string };

/** One Markdown file, checked and understood. Everything here may be shown, once escaped. */
export interface Article {
  /** Unique in the library; the article's id. Letters, digits, `-`, `_`, `.` and `/`. */
  readonly slug: string;
  readonly title: string;
  /** At most 200 characters. */
  readonly summary: string;
  /** Lower case, without `#`; in the writer's order, none twice. */
  readonly tags: readonly string[];
  /** A calendar date, `YYYY-MM-DD`. */
  readonly updated: string | undefined;
  readonly owner: Owner | undefined;
  /** Where the article is published, absolute http or https, when it is not under the base URL. */
  readonly url: string | undefined;
  /** Other names people ask by. */
  readonly aliases: readonly string[];
  /** Questions it answers, in people's words. */
  readonly questions: readonly string[];
  /** The writer says this edit is too small to announce. */
  readonly minor: boolean;
  readonly sections: readonly Section[];
  /** The file, relative to the content folder, with `/`. */
  readonly path: string;
  /** The Markdown after the front matter, line ends normalised to `\n`. */
  readonly markdown: string;
  /** Hex SHA-256 over what a reader sees: title, summary and body. */
  readonly fingerprint: string;
}

/** The text of a section as one string, code included, one block a line. */
export function sectionText(section: Section): string {
  return section.blocks.map((block) => block.text).join('\n');
}
