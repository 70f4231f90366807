import { factsOf, joinText, packText } from '../content/packed-text.ts';
import type { KeptFile } from '../content/parse-folder.ts';

interface KeptJson {
  readonly site: string;
  /** What it includes that is there, and what is not (null). */
  readonly included: readonly (readonly [string, string | null])[];
  readonly version: string;
  readonly anchors: readonly string[];
  /** Base64. */
  readonly text: string;
  readonly checksum: string;
  readonly parsed: object;
}

/** As text; undefined for a file that became no article. JSON knows neither maps nor sets. */
export function toJson({ state, site, included }: KeptFile): string | undefined {
  if (state.kind !== 'parsed') return undefined;
  const { anchors, article, ...parsed } = state.parsed;
  const { bytes, checksum } = packText(article);
  const json: KeptJson = {
    site,
    included: [...included].map(([path, content]) => [path, content ?? null]),
    version: state.version,
    anchors: [...anchors],
    text: Buffer.from(bytes).toString('base64'),
    checksum,
    parsed: { ...parsed, article: factsOf(article) },
  };
  return JSON.stringify(json);
}

/** The same as was written; our own checksum has said that nobody else wrote it. */
export function fromJson(line: string): KeptFile {
  const { site, included, version, anchors, checksum, parsed, ...json } = JSON.parse(
    line,
  ) as KeptJson;
  const rest = parsed as Extract<KeptFile['state'], { kind: 'parsed' }>['parsed'];
  // Where links lead is settled anew with all files of the folder.
  const packed = { bytes: Buffer.from(json.text, 'base64'), checksum };
  const article = joinText({ ...rest.article, links: new Map() }, packed);
  return {
    site,
    included: new Map(included.map(([path, content]) => [path, content ?? undefined])),
    state: { kind: 'parsed', version, parsed: { ...rest, article, anchors: new Set(anchors) } },
  };
}
