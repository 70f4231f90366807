import { deserialize, serialize } from 'node:v8';
import { runBetween, type Breath, type Steps } from '../content/in-steps.ts';
import { factsOf, joinText, packText, type PackedText } from '../content/packed-text.ts';
import type { FileState } from '../content/folder/parse-folder.ts';
import { openKept, type OpenKeptOptions } from '../kept/open-kept.ts';
import type { Snapshot } from '../sources/source.ts';
import { keepChanged } from './keep-changed.ts';

/** What files became when they were parsed, kept on disk with a word about what they held. */
export interface ParsedCache {
  /** Called once, at start. */
  readonly load: () => Promise<KeptFiles>;
  /** From now on these are kept, with what the source said of them. */
  readonly save: (files: ReadonlyMap<string, FileState>, seen: Snapshot['files']) => Promise<void>;
  /** Once nothing is being saved any more. */
  readonly close: () => void;
}

/** By path. */
export interface KeptFiles {
  readonly files: ReadonlyMap<string, FileState>;
  /** The version that the source gave: a file that has it still need not be read. */
  readonly seen: ReadonlyMap<string, string>;
}

/** @param options whose version changes with the code that parses */
export function openParsedCache(options: OpenKeptOptions, breath: Breath): ParsedCache {
  const kept = openKept(options);
  const { note, save } = keepChanged<FileState>(kept, breath);
  return {
    load: () => runBetween(load(), breath),
    save: (files, seen) => save(files, (state) => pack(state, seen)),
    close: kept.close,
  };

  function* load(): Steps<KeptFiles> {
    const files = new Map<string, FileState>();
    const seen = new Map<string, string>();
    for (const path of kept.keys()) {
      yield;
      const bytes = kept.get(path);
      if (bytes === undefined) continue;
      const row = deserialize(bytes) as Row;
      const state = unpack(row);
      files.set(path, state);
      seen.set(path, row.seen);
      note(path, state);
    }
    return { files, seen };
  }
}

interface Row {
  /** The article in it is without its text. */
  readonly state: Extract<FileState, { kind: 'parsed' }>;
  readonly text: PackedText;
  readonly seen: string;
}

function pack(state: FileState, seen: Snapshot['files']): Uint8Array | undefined {
  if (state.kind !== 'parsed') return undefined;
  const { article, ...parsed } = state.parsed;
  return serialize({
    state: { ...state, parsed: { ...parsed, article: factsOf(article) } },
    text: packText(article),
    seen: seen.get(article.path)?.version ?? '',
  });
}

/** Only we write it: a checksum over it was right. */
function unpack({ state, text }: Row): FileState {
  return { ...state, parsed: { ...state.parsed, article: joinText(state.parsed.article, text) } };
}
