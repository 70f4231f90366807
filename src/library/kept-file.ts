import type { KeptFile } from '../content/parse-folder.ts';

interface KeptJson {
  readonly site: string;
  /** What it includes that is there, and what is not (null). */
  readonly included: readonly (readonly [string, string | null])[];
  readonly version: string;
  readonly anchors: readonly string[];
  readonly parsed: object;
}

/** As text; undefined for a file that became no article. JSON knows neither maps nor sets. */
export function toJson({ state, site, included }: KeptFile): string | undefined {
  if (state.kind !== 'parsed') return undefined;
  const { anchors, ...parsed } = state.parsed;
  const json: KeptJson = {
    site,
    included: [...included].map(([path, text]) => [path, text ?? null]),
    version: state.version,
    anchors: [...anchors],
    parsed,
  };
  return JSON.stringify(json);
}

/** The same as was written; our own checksum has said that nobody else wrote it. */
export function fromJson(text: string): KeptFile {
  const { site, included, version, anchors, parsed } = JSON.parse(text) as KeptJson;
  const rest = parsed as Extract<KeptFile['state'], { kind: 'parsed' }>['parsed'];
  // Where links lead is settled anew with all files of the folder.
  const article = { ...rest.article, links: new Map() };
  return {
    site,
    included: new Map(included.map(([path, content]) => [path, content ?? undefined])),
    state: { kind: 'parsed', version, parsed: { ...rest, article, anchors: new Set(anchors) } },
  };
}
