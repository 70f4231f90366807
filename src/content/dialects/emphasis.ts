import type { Dialect } from './dialect.ts';

/**
 * Strong words that CommonMark doesn't take for such: with spaces within the asterisks, as exports
 * and translations have them, or between letters where no space divides words, as in Japanese.
 */
export const emphasis: Dialect = {
  translate(text) {
    if (!text.includes('**')) return text;
    return text
      .split(/(\n(?=[ \t]*(?:\n|[-*+] |\d+[.)] |[#|>])))/)
      .map((block) => (block.includes('**') ? mend(block) : block))
      .join('');
  },
};

function mend(block: string): string {
  if (block.includes('\\*') || /^[ \t]*\*[ \t*]*$/m.test(block)) return block;
  const marks = block.match(/\*{2}/g)?.length ?? 0;
  // Nothing between two pairs: one too many, or one of them alone.
  const plain = block.replace(/(?<!\*)\*{4}(?!\*)/g, marks % 2 === 0 ? '' : '**');
  const pieces = plain.split('**');
  if (plain.includes('***') || pieces.length % 2 === 0) return plain;
  return pieces
    .map((piece, at) => {
      if (at % 2 === 0) return piece;
      const [before = '', after = ''] = [pieces[at - 1]?.at(-1), pieces[at + 1]?.[0]];
      const isRead = opens(before, piece[0] ?? '') && opens(after, piece.at(-1) ?? '');
      if (isRead || !/[\p{L}\uE000]/u.test(piece)) return `**${piece}**`;
      const [left, right] = [piece.length - piece.trimStart().length, piece.trimEnd().length];
      return `${piece.slice(0, left)}<strong>${piece.trim()}</strong>${piece.slice(right)}`;
    })
    .join('');
}

/** Whether asterisks between these two begin what is strong; seen from its end, whether they end it. */
function opens(outside: string, inside: string): boolean {
  if (/^\s?$/.test(inside)) return false;
  return !isMark(inside) || /^\s?$/.test(outside) || isMark(outside);
}

/** Code that is stood in for begins and ends with a mark too. */
function isMark(sign: string): boolean {
  return /[\p{P}\p{S}\uE000\uE001]/u.test(sign);
}
