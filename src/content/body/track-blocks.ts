const fence = /^([ \t]*)(?:(`{3,})[^`]*|(~{3,}).*)$/;
const fenceEnd = /^([ \t]*)(`{3,}|~{3,})[ \t]*$/;
const listItem = /^(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;
/** HTML that goes on behind an empty line. */
const longHtml = /^[ \t]*<(?:(!--)|(script|pre|style|textarea)(?=[ \t>]|$)|[!?])/i;
const rawEnd = /<\/(?:script|pre|style|textarea)>/i;

/**
 * What is surely so of a line: it is part of a fence that begins at the very left, or everything
 * before it is closed. Most lines are neither. Behind a line that may or may not begin or end a fence
 * or HTML nothing is sure any more.
 */
export type LineState = 'code' | 'closed' | 'open' | 'lost';

/** Tells the state of line after line. */
export function trackBlocks(): (line: string) => LineState {
  let openFence: { readonly indent: string; readonly marker: string } | undefined;
  let htmlEnd: RegExp | undefined;
  let inShortHtml = false;
  let isBlank = false;
  let isLost = false;

  function inFence(line: string, { indent, marker }: NonNullable<typeof openFence>): LineState {
    const [, endIndent = '', end = ''] = fenceEnd.exec(line) ?? [];
    const mayEnd = end.startsWith(marker);
    if (indent === '') {
      if (mayEnd && /^ {0,3}$/.test(endIndent)) openFence = undefined;
      return 'code';
    }
    // It may stand in a list, and end with it.
    if (mayEnd && endIndent === indent) openFence = undefined;
    return (mayEnd ? endIndent === indent : isBlank || line.startsWith(indent)) ? 'open' : 'lost';
  }

  function look(line: string): LineState {
    const wasBlank = isBlank;
    isBlank = /^[ \t]*$/.test(line);
    if (openFence !== undefined) return inFence(line, openFence);
    if (htmlEnd !== undefined) {
      if (htmlEnd.test(line)) htmlEnd = undefined;
      return 'open';
    }
    const [start, comment, tag] = longHtml.exec(line) ?? [];
    if (start !== undefined) {
      const end = comment === undefined ? rawEnd : /-->/;
      if (!end.test(line.slice(line.indexOf('<') + 2))) htmlEnd = end;
      if (comment === undefined && tag === undefined) return 'lost';
      if (htmlEnd !== undefined && (inShortHtml || !line.startsWith('<'))) return 'lost';
    } else {
      inShortHtml = !isBlank && (inShortHtml || /^[ \t]*</.test(line));
    }
    const [, indent = '', backticks, tildes] = fence.exec(line) ?? [];
    const marker = backticks ?? tildes;
    if (marker !== undefined) {
      if (inShortHtml) return 'lost';
      openFence = { indent, marker };
    }
    if (openFence?.indent === '') return 'code';
    return wasBlank && /^\S/.test(line) && !listItem.test(line) ? 'closed' : 'open';
  }

  return (line) => {
    const state = isLost ? 'lost' : look(line);
    isLost = state === 'lost';
    return state;
  };
}
