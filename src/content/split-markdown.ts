const fence = /^([ \t]*)(?:(`{3,})[^`]*|(~{3,}).*)$/;
const fenceEnd = /^([ \t]*)(`{3,}|~{3,})[ \t]*$/;
const listItem = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
/** HTML that goes on behind an empty line. */
const longHtml = /^[ \t]*<(?:(!--)|(script|pre|style|textarea)(?=[ \t>]|$)|[!?])/i;
const pieceChars = 1_000;

/**
 * Markdown in pieces that stand for themselves and that a line end goes between, each some thousand
 * characters long: a reader of
 * Markdown takes more time for a line the more of them there are. A piece begins behind an empty line
 * and at the very left, with what goes on no list, so all before it is closed, but for fences and
 * HTML. Behind what may or may not begin one of these nothing is split any more.
 */
export function splitMarkdown(markdown: string): readonly string[] {
  const pieces: string[] = [];
  const lookAt = createTracker();
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

/** Tells, line after line, whether everything before it is surely closed. */
function createTracker(): (line: string) => 'closed' | 'open' | 'lost' {
  let openFence: { readonly indent: string; readonly marker: string } | undefined;
  let htmlEnd: RegExp | undefined;
  let inShortHtml = false;
  let isBlank = false;

  function inFence(line: string, { indent, marker }: NonNullable<typeof openFence>) {
    const [, endIndent, end = ''] = fenceEnd.exec(line) ?? [];
    if (end.startsWith(marker)) {
      openFence = undefined;
      return endIndent === indent ? 'open' : 'lost';
    }
    return isBlank || line.startsWith(indent) ? 'open' : 'lost';
  }

  return (line) => {
    const wasBlank = isBlank;
    isBlank = /^[ \t]*$/.test(line);
    if (openFence !== undefined) return inFence(line, openFence);
    if (htmlEnd !== undefined) {
      if (htmlEnd.test(line)) htmlEnd = undefined;
      return 'open';
    }
    const [start, comment, tag] = longHtml.exec(line) ?? [];
    if (start !== undefined) {
      const end = comment === undefined ? /<\/(?:script|pre|style|textarea)>/i : /-->/;
      if (!end.test(line.slice(line.indexOf('<') + 2))) htmlEnd = end;
      const isKnown = comment !== undefined || tag !== undefined;
      if (!isKnown || (htmlEnd !== undefined && (inShortHtml || !line.startsWith('<'))))
        return 'lost';
    } else {
      inShortHtml = !isBlank && (inShortHtml || /^[ \t]*</.test(line));
    }
    const [, indent = '', backticks, tildes] = fence.exec(line) ?? [];
    const marker = backticks ?? tildes;
    if (marker !== undefined) {
      if (inShortHtml) return 'lost';
      openFence = { indent, marker };
    }
    return wasBlank && /^\S/.test(line) && !listItem.test(line) ? 'closed' : 'open';
  };
}
