import { deserialize, serialize } from 'node:v8';
import type { Breath } from '../content/in-steps.ts';
import { factsOf, joinText, packText } from '../content/packed-text.ts';
import type { FileState } from '../content/parse-folder.ts';
import { openKept, type OpenKeptOptions } from '../kept/open-kept.ts';

/** What files became when they were parsed, kept on disk with a word about what they held. */
export interface ParsedCache {
  /** By path. Called once, at start. */
  readonly load: () => Promise<ReadonlyMap<string, FileState>>;
  /** From now on these are kept; what hasn't changed costs nothing. One after the other. */
  readonly save: (files: ReadonlyMap<string, FileState>) => Promise<void>;
  /** Once nothing is being saved any more. */
  readonly close: () => void;
}

const filesAtOnce = 100;

/** @param options whose version changes with the code that parses */
export function openParsedCache(options: OpenKeptOptions, breath: Breath): ParsedCache {
  const kept = openKept(options);
  let saved: ReadonlyMap<string, FileState> = new Map();
  let saving: Promise<void> = Promise.resolve();

  async function write(files: ReadonlyMap<string, FileState>): Promise<void> {
    let batch: [string, Uint8Array][] = [];
    kept.drop([...saved.keys()].filter((path) => !files.has(path)));
    for (const [path, state] of files) {
      if (saved.get(path) === state || state.kind !== 'parsed') continue;
      batch.push([path, pack(state)]);
      await breath();
      if (batch.length < filesAtOnce) continue;
      kept.put(batch);
      batch = [];
    }
    kept.put(batch);
    saved = files;
  }

  return {
    async load() {
      const found = new Map<string, FileState>();
      for (const [path, bytes] of kept.entries()) {
        found.set(path, unpack(bytes));
        await breath();
      }
      saved = found;
      return found;
    },
    save: (files) => (saving = saving.then(() => write(files))),
    close: kept.close,
  };
}

type Parsed = Extract<FileState, { kind: 'parsed' }>;

function pack(state: Parsed): Uint8Array {
  const { article, ...parsed } = state.parsed;
  const text = packText(article);
  return serialize({ ...state, parsed: { ...parsed, article: factsOf(article) }, text });
}

/** Only we write it: a checksum over it was right. */
function unpack(bytes: Uint8Array): FileState {
  const { text, ...state } = deserialize(bytes) as Parsed & { text: ReturnType<typeof packText> };
  return { ...state, parsed: { ...state.parsed, article: joinText(state.parsed.article, text) } };
}
