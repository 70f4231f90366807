import type { PhrasingContent } from 'mdast';
import type { CodeRange } from './article.ts';
import { removeHidden } from '../text/clean-text.ts';
import { htmlText } from './html-text.ts';

export interface Prose {
  readonly text: string;
  readonly code: readonly CodeRange[];
}

interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

/** Inline Markdown as a reader sees it: white space collapsed, inline code known by its place. */
export function proseText(nodes: readonly PhrasingContent[]): Prose {
  return joinPieces(nodes.flatMap(toPieces));
}

/** HTML between paragraphs, as prose. */
export function htmlProse(html: string): Prose {
  return joinPieces([{ text: htmlText(html), isCode: false }]);
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

function toPieces(node: PhrasingContent): readonly Piece[] {
  switch (node.type) {
    case 'text':
      return [{ text: node.value, isCode: false }];
    case 'inlineCode':
      return [{ text: node.value, isCode: true }];
    case 'break':
      return [{ text: ' ', isCode: false }];
    case 'html':
      return [{ text: htmlText(node.value), isCode: false }];
    case 'image':
    case 'imageReference':
      return [{ text: node.alt ?? '', isCode: false }];
    case 'emphasis':
    case 'strong':
    case 'delete':
    case 'link':
    case 'linkReference':
      return node.children.flatMap(toPieces);
    case 'footnoteReference':
      return [];
  }
}

function joinPieces(pieces: readonly Piece[]): Prose {
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
