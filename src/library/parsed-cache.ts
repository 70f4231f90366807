import { createReadStream } from 'node:fs';
import { appendFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Logger } from 'pino';
import type { KeptFile } from '../content/parse-folder.ts';
import { errorCode } from '../content/error-code.ts';
import type { Breath } from '../content/in-steps.ts';
import { fromJson, toJson } from './kept-file.ts';

export interface ParsedCacheOptions {
  readonly path: string;
  /** Changes with the code that parses: what another one made is of no use. */
  readonly version: string;
  readonly breath: Breath;
  readonly log: Logger;
}

/** What files became when they were parsed, kept on disk by what they held. */
export interface ParsedCache {
  /** What was kept under these keys. Called once, at start. */
  readonly load: (wanted: ReadonlySet<string>) => Promise<ReadonlyMap<string, KeptFile>>;
  /** Keeps one more, with the next `flush`. */
  readonly add: (key: string, file: KeptFile) => void;
  /**
   * Writes what was added; `live` are the keys still in use. One after the other, and never throws
   * for a disk that is full.
   */
  readonly flush: (live: ReadonlySet<string>) => Promise<void>;
}

interface Line {
  readonly key: string;
  readonly json: Buffer;
  readonly whole: Buffer;
}

const newline = 10;
const space = 32;
const headBytes = 8;
/** Lines of old versions that are worth writing the file anew. */
const minGarbage = 200;

/**
 * One line each: checksum, key, JSON. Lines are only ever appended, so that saving one article costs
 * one line; the file is written anew when most of it is of old versions. A line that was cut short or
 * damaged is passed over, and its file is parsed again.
 */
export function createParsedCache({ path, version, breath, log }: ParsedCacheOptions): ParsedCache {
  const head = toLine(version, 'head');
  const pending = new Map<string, KeptFile>();
  /** Lines on disk, whoever needs them; undefined: there is no file of ours yet. */
  let lines: number | undefined;
  let isBroken = false;
  let flushed = Promise.resolve();

  async function load(wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, KeptFile>> {
    const found = new Map<string, KeptFile>();
    let damaged = 0;
    try {
      for await (const line of readLines(path)) {
        if (lines === undefined) {
          if (line?.whole.equals(head) !== true) break;
          lines = 0;
          continue;
        }
        lines += 1;
        await breath();
        if (line === undefined) damaged += 1;
        else if (wanted.has(line.key)) found.set(line.key, fromJson(line.json.toString()));
      }
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') log.warn({ err: error }, 'kept articles cannot be read');
    }
    if (damaged > 0)
      log.warn({ damaged }, 'some kept articles were damaged; they are parsed again');
    return found;
  }

  async function write(live: ReadonlySet<string>): Promise<void> {
    if (isBroken) return;
    try {
      if (lines === undefined) await startAnew();
      else if (lines > 2 * live.size + minGarbage) await dropOld(live);
      await append();
    } catch (error) {
      // Only the next start is slower for it.
      isBroken = true;
      log.warn(
        { err: error },
        'parsed articles cannot be kept on disk; the next start parses them again',
      );
    }
  }

  async function startAnew(): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    await appendFile(path, head);
    lines = 0;
  }

  async function append(): Promise<void> {
    let batch: Buffer[] = [];
    let bytes = 0;
    const writeBatch = async (): Promise<void> => {
      await appendFile(path, Buffer.concat(batch));
      batch = [];
      bytes = 0;
    };
    for (const [key, file] of pending) {
      pending.delete(key);
      const json = toJson(file);
      if (json === undefined) continue;
      const line = toLine(key, json);
      batch.push(line);
      bytes += line.length;
      lines = (lines ?? 0) + 1;
      await breath();
      if (bytes > 1_000_000) await writeBatch();
    }
    if (batch.length > 0) await writeBatch();
  }

  async function dropOld(live: ReadonlySet<string>): Promise<void> {
    const fresh = `${path}.new`;
    await rm(fresh, { force: true });
    const file = await open(fresh, 'w');
    let kept = 0;
    try {
      await file.write(head);
      for await (const line of readLines(path)) {
        if (line === undefined || !live.has(line.key)) continue;
        await file.write(line.whole);
        kept += 1;
      }
    } finally {
      await file.close();
    }
    await rename(fresh, path);
    lines = kept;
  }

  return {
    load,
    add: (key, file) => {
      pending.set(key, file);
    },
    flush: (live) => (flushed = flushed.then(() => write(live))),
  };
}

function toLine(key: string, json: string): Buffer {
  const rest = Buffer.from(` ${key} ${json}\n`);
  return Buffer.concat([Buffer.from(checksum(rest)), rest]);
}

function checksum(rest: Uint8Array): string {
  return crc32(rest).toString(16).padStart(headBytes, '0');
}

/** Each line of the file; undefined for one that is not as it was written. */
async function* readLines(path: string): AsyncGenerator<Line | undefined> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const text: Buffer = Buffer.concat([rest, chunk as Buffer]);
    let start = 0;
    for (let end = text.indexOf(newline); end !== -1; end = text.indexOf(newline, start)) {
      yield readLine(text.subarray(start, end + 1));
      start = end + 1;
    }
    rest = text.subarray(start);
  }
  if (rest.length > 0) yield undefined;
}

function readLine(whole: Buffer): Line | undefined {
  const rest = whole.subarray(headBytes);
  if (whole.toString('latin1', 0, headBytes) !== checksum(rest)) return undefined;
  const keyEnd = rest.indexOf(space, 1);
  return { key: rest.toString('utf8', 1, keyEnd), json: rest.subarray(keyEnd + 1, -1), whole };
}
