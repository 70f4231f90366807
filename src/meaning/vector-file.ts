import { appendFile, mkdir, readFile, rename, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** A vector in a byte a number: `scale` times each of `values`. */
export interface PackedVector {
  readonly scale: number;
  readonly values: Int8Array;
}

/**
 * Vectors by the hash of their text, on disk: an edit costs the passages it changed, a restart none.
 * The file is only appended to, so a process that dies leaves at most a torn last record, which is
 * cut off when the file is read again.
 */
export interface VectorFile {
  get(hash: string): PackedVector | undefined;
  /** Written before it resolves. */
  add(vectors: readonly (readonly [hash: string, vector: PackedVector])[]): Promise<void>;
  /** Drops what is not in use when most of the file isn't. */
  tidy(inUse: ReadonlySet<string>): Promise<void>;
}

export interface OpenVectorFileOptions {
  readonly path: string;
  /** The embedder's: vectors of another one are of no use. */
  readonly id: string;
  /** Called when a file was there and could not be used. */
  readonly onIgnored: (reason: string) => void;
}

/** Where the bot keeps its own. */
export function vectorsIn(dataDir: string): string {
  return join(dataDir, 'articles', 'meaning.vectors');
}

const magic = 'guidepost vectors 1\n';
const hashBytes = 16;
const headShape = z.object({ id: z.string(), dimensions: z.int().positive().max(65_536) });

export async function openVectorFile(options: OpenVectorFileOptions): Promise<VectorFile> {
  const { path, id, onIgnored } = options;
  const read = await readVectorFile(path, id);
  if (read.kind === 'unusable') onIgnored(read.reason);
  const vectors = read.kind === 'read' ? read.vectors : new Map<string, PackedVector>();
  /** Undefined while there is no file that can be appended to. */
  let dimensions = read.kind === 'read' ? read.dimensions : undefined;
  if (read.kind === 'read' && read.isTorn) await truncate(path, read.bytes);

  const rewrite = async (length: number): Promise<void> => {
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.new`;
    const records = [...vectors].map(([hash, vector]) => recordOf(hash, vector));
    await writeFile(temporary, Buffer.concat([headOf(id, length), ...records]), { mode: 0o600 });
    await rename(temporary, path);
    dimensions = length;
  };

  return {
    get: (hash) => vectors.get(hash),

    async add(added) {
      const length = added[0]?.[1].values.length;
      if (length === undefined) return;
      // The server behind an address was given another model: what it said before can't be compared.
      if (dimensions !== length) vectors.clear();
      for (const [hash, vector] of added) vectors.set(hash, vector);
      if (dimensions !== length) await rewrite(length);
      else await appendFile(path, Buffer.concat(added.map(([hash, v]) => recordOf(hash, v))));
    },

    async tidy(inUse) {
      const unused = [...vectors.keys()].filter((hash) => !inUse.has(hash));
      if (dimensions === undefined || unused.length <= vectors.size / 2) return;
      for (const hash of unused) vectors.delete(hash);
      await rewrite(dimensions);
    },
  };
}

/** Whose vectors are kept, by the hash of their text; none when the file can't be used. */
export async function listKept(path: string): Promise<ReadonlySet<string>> {
  const read = await readVectorFile(path);
  return new Set(read.kind === 'read' ? read.vectors.keys() : []);
}

type ReadResult =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unusable'; readonly reason: string }
  | {
      readonly kind: 'read';
      readonly dimensions: number;
      readonly vectors: Map<string, PackedVector>;
      /** Up to the last whole record. */
      readonly bytes: number;
      readonly isTorn: boolean;
    };

async function readVectorFile(path: string, id?: string): Promise<ReadResult> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isAbsent ? { kind: 'absent' } : { kind: 'unusable', reason: String(error) };
  }
  const lineEnd = bytes.indexOf('\n', magic.length);
  if (bytes.subarray(0, magic.length).toString() !== magic || lineEnd < 0) {
    return { kind: 'unusable', reason: 'it is no file of vectors' };
  }
  const head = parseHead(bytes.subarray(magic.length, lineEnd).toString());
  if (head === undefined) return { kind: 'unusable', reason: 'its first line is damaged' };
  if (id !== undefined && head.id !== id)
    return { kind: 'unusable', reason: `it was made by ${head.id}` };

  const vectors = new Map<string, PackedVector>();
  const size = hashBytes + 4 + head.dimensions;
  let at = lineEnd + 1;
  for (; at + size <= bytes.length; at += size) {
    const scale = bytes.readFloatLE(at + hashBytes);
    if (!(scale > 0) || !Number.isFinite(scale))
      return { kind: 'unusable', reason: 'it is damaged' };
    vectors.set(bytes.toString('hex', at, at + hashBytes), {
      scale,
      values: new Int8Array(bytes.buffer, bytes.byteOffset + at + hashBytes + 4, head.dimensions),
    });
  }
  const { dimensions } = head;
  return { kind: 'read', dimensions, vectors, bytes: at, isTorn: at < bytes.length };
}

function parseHead(line: string): z.infer<typeof headShape> | undefined {
  try {
    return headShape.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function headOf(id: string, dimensions: number): Buffer {
  return Buffer.from(`${magic}${JSON.stringify({ id, dimensions })}\n`);
}

function recordOf(hash: string, { scale, values }: PackedVector): Buffer {
  const record = Buffer.alloc(hashBytes + 4 + values.length);
  record.write(hash, 'hex');
  record.writeFloatLE(scale, hashBytes);
  record.set(new Uint8Array(values.buffer, values.byteOffset, values.length), hashBytes + 4);
  return record;
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
