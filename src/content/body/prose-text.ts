import type { CodeRange } from '../article.ts';
import { removeHidden } from '../../text/clean-text.ts';

export interface Prose {
  readonly text: string;
  /** Where `text` is inline code. */
  readonly code: readonly CodeRange[];
}

/** A stretch of a page's text, as it stands there. */
export interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

/** Text as a reader sees it: white space collapsed, inline code known by its place. */
export function joinPieces(pieces: readonly Piece[]): Prose {
  let text = '';
  const code: CodeRange[] = [];
  for (const piece of pieces) {
    const collapsed = removeHidden(piece.text).replace(/\s+/g, ' ').normalize('NFC');
    const start = text.length;
    text += text === '' || text.endsWith(' ') ? collapsed.trimStart() : collapsed;
    if (piece.isCode && text.length > start) code.push({ start, end: text.length });
  }
  const trimmed = text.trimEnd();
  return {
    text: trimmed,
    code: code
      .map(({ start, end }) => ({ start, end: Math.min(end, trimmed.length) }))
      .filter(({ start, end }) => start < end),
  };
}

/** Several stretches of prose as one, with `separator` between them. */
export function joinProse(parts: readonly Prose[], separator: string): Prose {
  return joinPieces(
    parts.flatMap((part, index) => [
      ...(index > 0 ? [{ text: separator, isCode: false }] : []),
      ...splitAtCode(part),
    ]),
  );
}

function splitAtCode({ text, code }: Prose): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end } of code) {
    pieces.push({ text: text.slice(at, start), isCode: false });
    pieces.push({ text: text.slice(start, end), isCode: true });
    at = end;
  }
  return [...pieces, { text: text.slice(at), isCode: false }];
}
