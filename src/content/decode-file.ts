import { isUtf8 } from 'node:buffer';
import { removeHidden } from '../text/clean-text.ts';

export type DecodedFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'invalid'; readonly line: number; readonly message: string };

/** UTF-8 to text: no byte order mark, no hidden characters, every line end a `\n`. */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  if (!isUtf8(bytes)) return findInvalidBytes(bytes);
  if (isLargeFilePointer(bytes)) return { kind: 'invalid', line: 1, message: explainLargeFile };
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return { kind: 'text', text: removeHidden(text.replace(/\r\n?/g, '\n')) };
}

const explainLargeFile =
  "the text of this file is kept with Git LFS, which isn't read; keep articles in git itself";

function isLargeFilePointer(bytes: Uint8Array): boolean {
  const begin = 'version https://git-lfs.github.com/spec/';
  return Buffer.from(bytes.subarray(0, begin.length)).toString('latin1') === begin;
}

function findInvalidBytes(bytes: Uint8Array): DecodedFile {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return { kind: 'invalid', line: 1, message: 'the file is UTF-16; save it as UTF-8' };
  }
  return {
    kind: 'invalid',
    line: firstInvalidLine(bytes),
    message: "this line isn't valid UTF-8; save the file as UTF-8",
  };
}

function firstInvalidLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    // A line end is never part of a longer UTF-8 sequence, so lines can be judged one by one.
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
    line += 1;
  }
}
