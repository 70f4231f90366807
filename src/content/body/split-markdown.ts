import { trackBlocks } from './track-blocks.ts';

const pieceChars = 1_000;

/**
 * Markdown in pieces that stand for themselves, each some thousand characters long; between them goes
 * a line end. A reader of Markdown takes more time for a line the more of them there are.
 */
export function splitMarkdown(markdown: string): readonly string[] {
  const pieces: string[] = [];
  const lookAt = trackBlocks();
  let from = 0;
  for (let at = 0; at < markdown.length; at = endOfLine(markdown, at) + 1) {
    const state = lookAt(markdown.slice(at, endOfLine(markdown, at)));
    if (state === 'lost') break;
    if (state === 'closed' && at - from >= pieceChars) {
      pieces.push(markdown.slice(from, at - 1));
      from = at;
    }
  }
  pieces.push(markdown.slice(from));
  return pieces;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
