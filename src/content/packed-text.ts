import { hash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Article } from './article.ts';

type Text = Pick<Article, 'sections' | 'markdown'>;
/** An article but for its text. */
export type Facts = Omit<Article, keyof Text>;

/** The text of an article, compressed: of thousands that are held only a few are read at a time. */
export interface PackedText {
  readonly bytes: Uint8Array;
  /** Equal for equal texts. */
  readonly checksum: string;
}

/**
 * So many texts stay open, which is all of a small library: an answer reads three. Of more each would
 * live long enough to be moved among what is old, where it takes collecting all garbage to be rid of it.
 */
const maxOpen = 40;
const open = new Map<PackedText, Text>();
const packed = Symbol('packed text');

interface PackedArticle extends Article {
  readonly [packed]: PackedText;
}

/** The same article, whose text is unpacked when somebody reads it. */
export function packArticle(article: Article): Article {
  return joinText(article, packText(article));
}

/** The text of an article, packed unless it is so already. */
export function packText(article: Article): PackedText {
  const known = (article as Partial<PackedArticle>)[packed];
  if (known !== undefined) return known;
  const { sections, markdown } = article;
  const json = JSON.stringify({ sections, markdown });
  // What the compressor gives lies in a buffer of a size of its own.
  return { bytes: Uint8Array.from(zstdCompressSync(json)), checksum: hash('sha1', json) };
}

/** An article from its facts, those of `changes` first, and its text. */
export function joinText(facts: Facts, text: PackedText, changes: Partial<Facts> = {}): Article {
  const article = { ...factsOf(facts), ...changes };
  const value = { value: text };
  return Object.defineProperties(article, { ...unpacked, [packed]: value }) as unknown as Article;
}

/** The same functions for all: JavaScript keeps objects that share them in a third of the room. */
const unpacked: Record<keyof Text, PropertyDescriptor> = {
  sections: {
    enumerable: true,
    get(this: PackedArticle) {
      return unpack(this[packed]).sections;
    },
  },
  markdown: {
    enumerable: true,
    get(this: PackedArticle) {
      return unpack(this[packed]).markdown;
    },
  },
};

/** All of an article but its text, which is not unpacked for it. */
export function factsOf(article: Facts): Facts {
  const facts: Partial<Record<keyof Facts, unknown>> = {};
  for (const key of Object.keys(article) as (keyof Article)[]) {
    if (key !== 'sections' && key !== 'markdown') facts[key] = article[key];
  }
  return facts as Facts;
}

/** As `{ ...article, ...changes }`, but what is packed stays so. */
export function changeFacts(article: Article, changes: Partial<Facts>): Article {
  const text = (article as Partial<PackedArticle>)[packed];
  return text === undefined ? { ...article, ...changes } : joinText(article, text, changes);
}

function unpack(text: PackedText): Text {
  const known = open.get(text);
  // Who was read last goes last.
  open.delete(text);
  const read = known ?? (JSON.parse(zstdDecompressSync(text.bytes).toString()) as Text);
  open.set(text, read);
  const [oldest] = open.keys();
  if (open.size > maxOpen && oldest !== undefined) open.delete(oldest);
  return read;
}
