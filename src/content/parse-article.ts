import { crc32 } from 'node:zlib';
import type { Article, OriginKey, ProseBlock, Section } from './article.ts';
import { checkComplexity } from './body/check-complexity.ts';
import {
  maxFileBytes,
  maxSections,
  maxSummaryChars,
  maxTitleChars,
  tooLarge,
} from './content-limits.ts';
import { compareProblems, type ContentProblem } from './content-problem.ts';
import { cutSentences, withoutLeadIn } from './cut-sentences.ts';
import { decodeFile } from './decode-file.ts';
import { withListed, type ReadText } from './dialects/includes.ts';
import { logseqProperties } from './dialects/logseq.ts';
import { notionProperties } from './dialects/notion.ts';
import { pandocTitle } from './dialects/pandoc.ts';
import { translate } from './dialects/translate.ts';
import {
  dayInName,
  folderName,
  isFolderArticle,
  readableName,
  slugsFor,
} from './folder/file-names.ts';
import { fingerprint } from './fingerprint.ts';
import { InvalidArticleError } from './invalid-article-error.ts';
import { parseBody, type Body } from './body/parse-body.ts';
import { readFrontMatter, toTag, type FoundValues } from './front-matter/read-front-matter.ts';
import { isAbsolute } from './links/relative-link.ts';
import type { Flavour } from './sites/flavour.ts';
import type { Site } from './sites/detect-sites.ts';
import { splitFile, type Field } from './front-matter/split-file.ts';

/** The address of a link or a picture, as it was written. */
export interface BodyLink {
  readonly url: string;
  /** Counted from 1 within the file. */
  readonly line: number;
}

/** One file of a folder, before what it shares with the others is settled: slugs and links. */
export interface ParsedArticle {
  /** Its slug is the first of `slugs`; where its links lead is not known yet. */
  readonly article: Article;
  /** The slug that the writer chose, else those that its name gives, the best first. */
  readonly slugs: readonly string[];
  readonly isSlugChosen: boolean;
  /** Not to be published, or not any more. */
  readonly draft: boolean;
  readonly warnings: readonly ContentProblem[];
  /** Keys of front matter that nobody reads. */
  readonly unusedKeys: readonly string[];
  /** Its address within its site, where front matter says it. */
  readonly address: string | undefined;
  /** What a link with `#fragment` to this article may lead to. */
  readonly anchors: ReadonlySet<string>;
  /** Over all that a link to it depends on, its names aside. */
  readonly linkChecksum: number;
  /** Links and pictures that lead to something in the folder. */
  readonly links: readonly BodyLink[];
}

export interface ParseOptions {
  readonly site?: Site | undefined;
  /** Gives the texts that a file includes. */
  readonly read?: ReadText;
}

/** The file says nothing: only front matter, pictures or what a site puts there. */
export const nothingToRead = "there's nothing to read; write the text here";

/**
 * Turns one file into an article. `path` is relative to the content folder, with `/`.
 * @throws {InvalidArticleError} for any bytes that are not an article, and nothing else.
 */
export function parseArticle(
  path: string,
  bytes: Uint8Array,
  { site, read = () => undefined }: ParseOptions = {},
): ParsedArticle {
  const fail = (line: number, message: string): never => {
    throw new InvalidArticleError(path, [{ severity: 'error', path, line, message }]);
  };

  if (bytes.length > maxFileBytes) fail(1, tooLarge(bytes.length));
  const decoded = decodeFile(bytes);
  if (decoded.kind === 'invalid') return fail(decoded.line, decoded.message);
  if (decoded.text.trim() === '') fail(1, nothingToRead);
  const { fields, problems, body: own, bodyLine } = splitFile(decoded.text);
  const listed = fields.find(({ key }) => key === 'includes')?.value;
  const names = Array.isArray(listed) ? listed.filter((each) => typeof each === 'string') : [];
  const written = withListed(own, names, path, read);
  const complex = checkComplexity(written);
  if (complex !== undefined) return fail(complex.line + bodyLine - 1, complex.message);

  const markdown = tryTo(() =>
    translate(written, { path, flavour: site?.flavour, words: site?.words, read }),
  );
  const isFit =
    markdown !== undefined && (markdown === written || checkComplexity(markdown) === undefined);
  const anchorRule = site?.anchorRule ?? 'github';
  const body = isFit ? tryTo(() => parseBody(markdown, anchorRule)) : undefined;
  if (body === undefined || markdown === undefined) {
    return fail(bodyLine, 'the text is too intricate; split the article');
  }
  if (body.sections.length === 0) fail(bodyLine, nothingToRead);
  if (body.sections.length > maxSections) {
    fail(bodyLine, `more than ${maxSections} headings; split the article`);
  }
  const found = readFrontMatter([...fields, ...propertiesOf(path, written, site?.flavour)]);
  const chosen = found.said.slug;
  const slugs = [...(chosen === undefined ? [] : [chosen]), ...slugsFor(path)];
  const [slug = ''] = slugs;

  const warnings = [...problems, ...found.warnings]
    .map(({ line, message }): ContentProblem => ({ severity: 'warning', path, line, message }))
    .sort(compareProblems);
  return {
    article: {
      ...complete(found, { path, slug, body, written, site }),
      ...{ slug, path, source: '', markdown, anchorRule, sections: body.sections },
      links: new Map(),
    },
    slugs,
    isSlugChosen: chosen !== undefined,
    draft: found.draft,
    warnings,
    unusedKeys: found.unused,
    address: found.address ?? (site?.flavour === 'docusaurus' ? found.id : undefined),
    anchors: body.anchors,
    linkChecksum: crc32(
      JSON.stringify([
        found.draft,
        [...body.anchors],
        body.sections.map(({ heading, anchor }) => [heading, anchor]),
      ]),
    ),
    links: findLinks(body.links, decoded.text, bodyLine),
  };
}

/** What is nested thousands deep fills the stack. */
function tryTo<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Pages of Notion's and Logseq's keep their properties at the beginning of their text. */
function propertiesOf(path: string, body: string, flavour?: Flavour): readonly Field[] {
  const own = flavour === 'logseq' ? logseqProperties(body) : notionProperties(path, body);
  return [...own].map(([name, value]) => ({
    key: notionKeys[name] ?? name,
    value,
    line: 1,
  }));
}

const notionKeys: Readonly<Record<string, string>> = {
  'last edited time': 'updated',
  'last edited': 'updated',
  'created time': 'date',
  created: 'date',
  'created by': 'author',
  'last edited by': 'author',
  category: 'category',
};

interface Parts {
  readonly path: string;
  readonly slug: string;
  readonly body: Body;
  /** The body as its writer wrote it. */
  readonly written: string;
  readonly site: Site | undefined;
}

/** What front matter says, and what is derived where it says nothing. */
function complete(found: FoundValues, { path, slug, body, written, site }: Parts) {
  const { said } = found;
  const origins: Partial<Record<OriginKey, string>> = { slug: "the file's path", ...found.origins };
  const derive = <T>(
    key: OriginKey,
    given: T | undefined,
    ways: readonly (readonly [value: T | undefined, origin: string])[],
  ): T | undefined => {
    if (given !== undefined) return given;
    for (const [value, origin] of ways) {
      if (value === undefined) continue;
      origins[key] = origin;
      return value;
    }
    return undefined;
  };

  const line = [pandocTitle(written), 'the first line'] as const;
  const heading = [firstHeading(body.sections), 'the first heading'] as const;
  const name = [readableName(path), "the file's name"] as const;
  // Wikis call a page by its file, and begin it with the heading of its first section; a template's
  // heading is to be filled in.
  const isNamed =
    (site?.flavour === 'wiki' && !isFolderArticle(path)) ||
    (/template$/i.test(name[0]) && !/template/i.test(heading[0] ?? 'template'));
  const title = derive('title', said.title, isNamed ? [name] : [line, heading, name]) ?? slug;
  const summary =
    derive('summary', said.summary, [
      [firstWords(body), 'the first words of the text'],
      [title, 'the title'],
    ]) ?? title;
  const folder = toTag(folderName(path, site?.pages ?? '') ?? '');
  const tags = derive('tags', said.tags.length > 0 ? said.tags : undefined, [
    [folder === '' ? undefined : [folder], 'the folder'],
  ]);
  const updated = derive('updated', said.updated, [[dayInName(path), "the file's name"]]);
  return {
    ...said,
    ...{ title, summary, tags: tags ?? [], updated, origins },
    fingerprint: fingerprint({ title, summary, markdown: written }),
  };
}

/** What a manual page says below its "Name": "tunnel-run - digs a tunnel". */
function manualName([first]: readonly Section[]): string | undefined {
  const [block] = first?.blocks ?? [];
  if (block?.kind !== 'prose' || !/^name$/i.test(first?.heading ?? '')) return undefined;
  const [, name] = /^(\S.{0,60}?) [-–—]{1,2} /.exec(block.text) ?? [];
  // Programs have names of one word each, and others as code.
  const isProgram = /^\S+(?:, \S+)*$/.test(name ?? '') || block.code[0]?.start === 0;
  return isProgram ? name : undefined;
}

/** The first of level one, or of whatever level if the text begins with it and has others below. */
function firstHeading(sections: readonly Section[]): string | undefined {
  const [first, ...others] = sections;
  const isAbove = others.length > 0 && others.every(({ level }) => level > (first?.level ?? 0));
  const [top, next] = sections.filter(({ level }) => level === 1);
  if (top !== undefined && next !== undefined && partName.test(top.heading)) return undefined;
  const heading = manualName(sections) ?? top?.heading ?? (isAbove ? first?.heading : undefined);
  return heading === undefined || heading === '' ? undefined : cutSentences(heading, maxTitleChars);
}

/** Of proposals and manuals whose parts begin with headings of the first level. */
const partName =
  /^(?:summary|abstract|overview|introduction|prelude|preface|motivation|background|(?:table of )?contents)$/i;
const summaryName = /^(?:executive )?summary$|^abstract$|^tl;?dr$/i;

/**
 * What the text says first: no badges, no lead-in to what follows, no aside if it can be helped.
 * Where nothing is said above the first part, the part that is called a summary goes before.
 */
function firstWords({ sections, decoration }: Body): string | undefined {
  const proseOf = (some: readonly Section[]): readonly ProseBlock[] =>
    some
      .flatMap(({ blocks }) => blocks)
      .filter((block) => block.kind === 'prose')
      .filter((block) => block.from !== 'table' && !decoration.has(block))
      .filter(({ text }) => /\p{L}{2}/u.test(text));
  const wordsOf = (some: readonly Section[]): readonly ProseBlock[] =>
    proseOf(some)
      .map((block) => ({ ...block, text: withoutLeadIn(block.text) }))
      .filter(({ text }) => text !== '');
  const firstSentence = (words: readonly ProseBlock[]): ProseBlock | undefined =>
    words.find(
      ({ from, aside, text }) => from === 'paragraph' && aside === undefined && isSentence(text),
    );
  const opening = sections
    .slice(0, 2)
    .filter(({ level }, at) => at === 0 || (level === 1 && sections[0]?.level === 0));
  const summary = wordsOf(sections.filter(({ heading }) => summaryName.test(heading)).slice(0, 1));
  const words = wordsOf(sections);
  const first =
    firstSentence(wordsOf(opening)) ??
    firstSentence(summary) ??
    summary[0] ??
    firstSentence(words) ??
    words.find(({ from, aside }) => from === 'paragraph' && aside === undefined) ??
    words.find(({ aside, text }) => aside === undefined && isSentence(text)) ??
    words.find(({ aside }) => aside === undefined) ??
    words[0] ??
    proseOf(sections)[0];
  return first === undefined ? undefined : cutSentences(first.text, maxSummaryChars);
}

/** Names, dates and labels with a value stand alone too, and so does a row of a table without a head. */
function isSentence(text: string): boolean {
  if (text.startsWith('|')) return false;
  return text.length > 20 && /\s/.test(text) && (!labelled.test(text) || ended.test(text));
}

const labelled = /^\p{Lu}[\p{L}\p{M}\p{N} /&-]{1,30}[:：](?=\s)/u;
const ended = /[.!?…。！？]["'”’)\]]*$/u;

/** Each link by its line: where it is written next, behind the one before it when there are several. */
function findLinks(urls: readonly string[], text: string, bodyLine: number): readonly BodyLink[] {
  const from = new Map<string, number>();
  const bodyStart = startOfLine(text, bodyLine);
  let counted = { at: bodyStart, line: bodyLine };
  return urls
    .filter((url) => url !== '' && (!isAbsolute(url) || url.startsWith('wiki:')))
    .map((url) => {
      const written = writtenAs(url);
      const at = findFirst(text, written, from.get(url) ?? bodyStart);
      if (at === -1) return { url, line: bodyLine };
      from.set(url, at + 1);
      if (at < counted.at) counted = { at: bodyStart, line: bodyLine };
      counted = { at, line: counted.line + text.slice(counted.at, at).split('\n').length - 1 };
      return { url, line: counted.line };
    });
}

function startOfLine(text: string, line: number): number {
  let at = 0;
  for (let count = 1; count < line; count++) at = text.indexOf('\n', at) + 1;
  return at;
}

/** The parser encodes addresses; a writer may have done so or not. */
function writtenAs(url: string): readonly string[] {
  const address = url.replace(/^wiki:/, '');
  let decoded = address;
  try {
    decoded = decodeURI(address);
  } catch {
    // It stands for itself.
  }
  return [...new Set([address, decoded, address.split('#')[0] ?? '', address.replace(/^\//, '')])];
}

function findFirst(text: string, forms: readonly string[], from: number): number {
  for (const form of forms) {
    const at = form === '' ? -1 : text.indexOf(form, from);
    if (at !== -1) return at;
  }
  return -1;
}
