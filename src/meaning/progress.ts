/** How many of the library's passages have their vector. */
export interface MeaningProgress {
  readonly known: number;
  readonly total: number;
}

/** "412 of 8,046 passages" */
export function describeProgress({ known, total }: MeaningProgress): string {
  return `${known.toLocaleString('en')} of ${total.toLocaleString('en')} passages`;
}
