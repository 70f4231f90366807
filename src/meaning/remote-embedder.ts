import { z } from 'zod';
import { EmbedError, toUnitVector, type Embedder, type EmbedOptions } from './embedder.ts';

export interface RemoteEmbedderDeps {
  /** Where `POST` makes embeddings, such as `http://127.0.0.1:11434/v1/embeddings`. */
  readonly url: URL;
  readonly model: string;
  readonly key: string | undefined;
  readonly fetch: typeof fetch;
}

/** Every server that speaks the protocol takes this many in one request. */
const textsAtOnce = 32;
const responseShape = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()).min(1) })),
});

/**
 * A server that speaks the embeddings protocol which OpenAI began: Ollama, Text Embeddings Inference,
 * vLLM and hosted ones. The texts of articles and questions are sent there.
 */
export function createRemoteEmbedder({ url, model, key, fetch }: RemoteEmbedderDeps): Embedder {
  const post = async (texts: readonly string[], { signal }: EmbedOptions) => {
    let response: Response;
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify({ model, input: texts, encoding_format: 'float' }),
        // A redirect would take the key and the texts to somewhere nobody has named.
        redirect: 'error',
        signal,
      });
    } catch (error) {
      throw new EmbedError(`${url.host} didn't answer`, { cause: error });
    }
    if (!response.ok) {
      await response.body?.cancel();
      const seconds = Number(response.headers.get('retry-after') ?? NaN);
      throw new EmbedError(
        `${url.host} answered ${response.status}`,
        Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {},
      );
    }
    return readVectors(await response.json().catch(() => undefined), texts.length);
  };

  const readVectors = (body: unknown, count: number): readonly Float32Array[] => {
    const { data } = responseShape.safeParse(body).data ?? { data: [] };
    const inOrder = data.toSorted((a, b) => a.index - b.index);
    const isWhole = inOrder.length === count && inOrder.every(({ index }, i) => index === i);
    if (!isWhole) throw new EmbedError(`${url.host} answered without the vectors asked for`);
    return inOrder.map(({ embedding }) => toUnitVector(embedding));
  };

  return {
    id: `${url.host}${url.pathname} ${model}`,
    async embed(texts, options) {
      const vectors: Float32Array[] = [];
      for (let start = 0; start < texts.length; start += textsAtOnce) {
        vectors.push(...(await post(texts.slice(start, start + textsAtOnce), options)));
      }
      return vectors;
    },
    close: () => Promise.resolve(),
  };
}
