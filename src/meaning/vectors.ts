import { join } from 'node:path';
import { openKept, type OpenKeptOptions } from '../kept/open-kept.ts';

/** A vector in a byte a number: `scale` times each of `values`. */
export interface PackedVector {
  readonly scale: number;
  readonly values: Int8Array;
}

/** Vectors by the hash of their text, kept on disk: an edit costs the passages it changed, a restart none. */
export interface Vectors {
  readonly get: (hash: string) => PackedVector | undefined;
  readonly add: (vectors: readonly (readonly [hash: string, vector: PackedVector])[]) => void;
  /** Drops what isn't in use when most of it isn't: an edit may be taken back. */
  readonly tidy: (inUse: ReadonlySet<string>) => void;
  readonly close: () => void;
}

/** Where the bot keeps its own. */
export function vectorsIn(dataDir: string): string {
  return join(dataDir, 'articles', 'meaning.vectors');
}

/** @param options whose version is the embedder's id: vectors of another one are of no use */
export function openVectors(options: OpenKeptOptions): Vectors {
  const kept = openKept(options);
  const vectors = new Map<string, PackedVector>();
  for (const hash of kept.keys()) {
    const bytes = kept.get(hash);
    if (bytes !== undefined) vectors.set(hash, fromBytes(bytes));
  }
  const drop = (hashes: readonly string[]): void => {
    for (const hash of hashes) vectors.delete(hash);
    kept.drop(hashes);
  };
  return {
    get: (hash) => vectors.get(hash),
    add(added) {
      const [length] = added.map(([, { values }]) => values.length);
      const [known] = vectors.values();
      // The server behind an address was given another model: what it said before can't be compared.
      if (length !== undefined && length !== known?.values.length) drop([...vectors.keys()]);
      for (const [hash, vector] of added) vectors.set(hash, vector);
      kept.put(added.map(([hash, vector]) => [hash, toBytes(vector)]));
    },
    tidy(inUse) {
      const unused = [...vectors.keys()].filter((hash) => !inUse.has(hash));
      if (unused.length > vectors.size / 2) drop(unused);
    },
    close: kept.close,
  };
}

function toBytes({ scale, values }: PackedVector): Uint8Array {
  const bytes = Buffer.alloc(4 + values.length);
  bytes.writeFloatLE(scale);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), 4);
  return bytes;
}

function fromBytes(bytes: Uint8Array): PackedVector {
  const { buffer, byteOffset, length } = bytes;
  const scale = new DataView(buffer, byteOffset).getFloat32(0, true);
  return { scale, values: new Int8Array(buffer, byteOffset + 4, length - 4) };
}

/** In a byte a number; a cosine changes by less than 0.005. */
export function packVector(vector: Float32Array): PackedVector {
  let highest = 0;
  for (const value of vector) highest = Math.max(highest, Math.abs(value));
  // As it is read from the file again.
  const scale = Math.fround(highest / 127);
  return { scale, values: Int8Array.from(vector, (value) => Math.round(value / scale)) };
}

/** The cosine of the two, when `query` is a unit vector and `packed` was one. */
export function cosineOf(query: Float32Array, { scale, values }: PackedVector): number {
  let sum = 0;
  // The one loop that a question spends its time in; both are of the same length.
  for (let i = 0; i < query.length; i += 1) sum += (query[i] ?? NaN) * (values[i] ?? NaN);
  return sum * scale;
}
