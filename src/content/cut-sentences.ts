const sentenceEnd = /[.!?…]["'”’)\]]*(?=\s)|[。！？]/gu;
/** What is written with a full stop in the middle of a sentence. */
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|incl|no|fig|mr|mrs|ms|dr|st|[a-z])\.$/i;

/** Whole sentences of a text as far as they fit, or as many words of the first as do. */
export function cutSentences(text: string, maxChars: number): string {
  if (Array.from(text).length <= maxChars) return text;
  let fitting = '';
  for (const match of text.matchAll(sentenceEnd)) {
    const sentences = text.slice(0, match.index + match[0].length);
    if (Array.from(sentences).length > maxChars) break;
    if (!abbreviation.test(sentences.slice(-10))) fitting = sentences;
  }
  if (fitting !== '') return fitting;
  const cut = Array.from(text)
    .slice(0, maxChars - 1)
    .join('');
  return `${cut.replace(/\s+\S*$/, '').replace(/[\s,;:–—-]+$/, '')}…`;
}
