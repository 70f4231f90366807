// "@types/node" is no person.
const mentionPattern = /<[@!#][^>]*>|(?<![\w@])@[\p{L}\p{N}._-]+(?![\p{L}\p{N}._/-])/gu;
const emailPattern = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const numberPattern = /\+?\d[\d ()/-]{6,}\d/g;
const idPattern = /\b[UWCDG][A-Z0-9]{8,}\b/g;

/** A question as it is kept: without people's names, addresses and numbers, in one line. */
export function withoutNames(question: string): string {
  return question
    .replace(emailPattern, '…')
    .replace(mentionPattern, '…')
    .replace(idPattern, '…')
    .replace(numberPattern, '…')
    .replace(/\s+/g, ' ')
    .trim();
}
