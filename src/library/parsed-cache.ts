import { deserialize, serialize } from 'node:v8';
import type { Breath } from '../content/in-steps.ts';
import { factsOf, joinText, packText } from '../content/packed-text.ts';
import type { FileState } from '../content/parse-folder.ts';
import { openKept, type OpenKeptOptions } from '../kept/open-kept.ts';
import { keepChanged } from './keep-changed.ts';

/** What files became when they were parsed, kept on disk with a word about what they held. */
export interface ParsedCache {
  /** By path. Called once, at start. */
  readonly load: () => Promise<ReadonlyMap<string, FileState>>;
  /** From now on these are kept. */
  readonly save: (files: ReadonlyMap<string, FileState>) => Promise<void>;
  /** Once nothing is being saved any more. */
  readonly close: () => void;
}

/** @param options whose version changes with the code that parses */
export function openParsedCache(options: OpenKeptOptions, breath: Breath): ParsedCache {
  const kept = openKept(options);
  const { note, save } = keepChanged<FileState>(kept, breath);
  return {
    async load() {
      const found = new Map<string, FileState>();
      for (const path of kept.keys()) {
        await breath();
        const bytes = kept.get(path);
        if (bytes === undefined) continue;
        const state = unpack(bytes);
        found.set(path, state);
        note(path, state);
      }
      return found;
    },
    save: (files) => save(files, pack),
    close: kept.close,
  };
}

type Parsed = Extract<FileState, { kind: 'parsed' }>;

function pack(state: FileState): Uint8Array | undefined {
  if (state.kind !== 'parsed') return undefined;
  const { article, ...parsed } = state.parsed;
  const text = packText(article);
  return serialize({ ...state, parsed: { ...parsed, article: factsOf(article) }, text });
}

/** Only we write it: a checksum over it was right. */
function unpack(bytes: Uint8Array): FileState {
  const { text, ...state } = deserialize(bytes) as Parsed & { text: ReturnType<typeof packText> };
  return { ...state, parsed: { ...state.parsed, article: joinText(state.parsed.article, text) } };
}
