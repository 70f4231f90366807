/** How many of the library's passages have their vector. */
export interface MeaningProgress {
  readonly known: number;
  readonly total: number;
}

const barLength = 20;

/** "412 of 8,046 passages", with a bar in front where a person watches. */
export function describeProgress({ known, total }: MeaningProgress, withBar = false): string {
  const text = `${known.toLocaleString('en')} of ${total.toLocaleString('en')} passages`;
  if (!withBar) return text;
  const filled = Math.floor((barLength * known) / Math.max(1, total));
  return `[${'#'.repeat(filled).padEnd(barLength, '.')}] ${text}`;
}
