const sentenceEnd = /[.!?…]["'”’)\]]*(?=\s)|[。！？]/gu;
/** What is written with a full stop in the middle of a sentence, such as the day of a date. */
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|incl|no|fig|mr|mrs|ms|dr|st|[a-z]|\d{1,2})\.$/i;

/** A text without the sentence that leads into what follows it: "The rules are these:". */
export function withoutLeadIn(text: string): string {
  if (!/[:：]$/.test(text)) return text;
  return text.slice(0, sentenceEnds(text).at(-1) ?? 0);
}

/** Whole sentences of a text as far as they fit, or as many words of the first as do. */
export function cutSentences(text: string, maxChars: number): string {
  if (Array.from(text).length <= maxChars) return text;
  let fitting = '';
  for (const end of sentenceEnds(text)) {
    const sentences = text.slice(0, end);
    if (Array.from(sentences).length > maxChars) break;
    fitting = sentences;
  }
  if (fitting !== '') return fitting;
  const cut = Array.from(text)
    .slice(0, maxChars - 1)
    .join('');
  return `${cut.replace(/\s+\S*$/, '').replace(/[\s,;:–—-]+$/, '')}…`;
}

function sentenceEnds(text: string): readonly number[] {
  return Array.from(text.matchAll(sentenceEnd), ({ 0: mark, index }) => index + mark.length).filter(
    (end) => !abbreviation.test(text.slice(Math.max(0, end - 10), end)),
  );
}
