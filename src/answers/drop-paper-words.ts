/** What people call what they look for. */
const paper = 'docs?|documentation|articles?';
const paperWord = new RegExp(`^(?:${paper})$`);
const guidance =
  'guides?|tutorials?|runbooks?|info|information|write-?ups?|overview|summary|tips|advice|guidance|(?:best )?practices';
/** What they say in front of it, if anything. */
const asking =
  "anyway|so|and|also|ok|hey|hi|hello|can|could|do|does|is|there|where(?:['’]?s)?|i['’]?m|i|we|you|anybody|anyone|please|pls|give|send|share|show|find|see|open|get|got|have|know|need|want|looking|me|us|an?|the|any|some|our|your|that|links?|to|for|of|summari[sz]e|tl;?dr";
const opening = String.raw`(?:^|[.!?,:\n])\s*(?:(?:${asking})\s+){0,8}`;

const inFront = [
  String.raw`(?:${paper}|${guidance})(?=\s+(?:on|about|for|of|regarding|covering|explaining|describing)\s)`,
  // A page for each tag is a subject of its own, and how I link to the footer.
  String.raw`pages?(?=\s+(?:on|about|regarding)\s)`,
  String.raw`(?<!\b(?:i|we|you)\s+)links?(?=\s+to\s+(?:the|that|our|your)\s)`,
  String.raw`summari[sz]e\b`,
];
/** Nothing else is said but its name: "the whole article" is about articles. */
const behind = String.raw`(?<=${opening}(?:(?!(?:${asking})\s)[\p{L}\p{N}]\S*\s+){1,3})(?:${paper})(?=(?:\s+(?:for me|pls|please))?\s*(?:$|[.!?,\n]))`;
const paperPattern = new RegExp(`(?<=${opening})(?:${inFront.join('|')})|${behind}`, 'giu');

/** Whether a word, folded, is what people call any article. */
export function isPaperWord(word: string): boolean {
  return paperWord.test(word);
}

/** "the docs on retries", "link to the pagination doc": all that is found here is that, and about the rest. */
export function dropPaperWords(prose: string): string {
  return prose.replaceAll(paperPattern, (words) => ' '.repeat(words.length));
}
