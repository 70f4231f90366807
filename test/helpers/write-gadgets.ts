import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bench } from './with-guidepost.ts';

/** More articles about gadgets than a page names, none better than another. */
export async function writeGadgets(
  { contentDir, waitForLog, log }: Bench,
  count: number,
): Promise<void> {
  const before = log().length;
  for (let i = 1; i <= count; i += 1) {
    const text = `---\ntitle: Gadgets ${i}\nsummary: All about gadgets.\n---\nA gadget is a thing.\n`;
    await writeFile(path.join(contentDir, `gadgets-${i}.md`), text);
  }
  await waitForLog({ msg: 'articles changed', articles: 6 + count }, before);
}
