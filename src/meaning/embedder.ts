/** Turns texts into vectors whose direction is what they mean. */
export interface Embedder {
  /** Model and version. Vectors of two ids can't be compared. */
  readonly id: string;
  /**
   * A unit vector for each text, in the same order, all of one length.
   * @param urgent A person waits for it: goes before everything that isn't.
   * @throws EmbedError when the model or its server doesn't answer as it should, or `signal` aborted.
   */
  embed(texts: readonly string[], options: EmbedOptions): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}

export interface EmbedOptions {
  readonly urgent: boolean;
  readonly signal: AbortSignal;
}

/** No vectors came. The message is for the log and holds no text that was to be embedded. */
export class EmbedError extends Error {
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: ErrorOptions & { readonly retryAfterMs?: number } = {}) {
    super(message, options);
    this.name = 'EmbedError';
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The same direction with length one, so that a dot product is a cosine. */
export function toUnitVector(values: readonly number[] | Float32Array): Float32Array {
  const vector = Float32Array.from(values);
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (!(squares > 0) || !Number.isFinite(squares)) {
    throw new EmbedError('a vector has no direction');
  }
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}
