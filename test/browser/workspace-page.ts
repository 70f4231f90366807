import type { Locator, Page } from 'playwright-core';

/** Where one types in the workspace of the demo. */
export function findComposer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Message / });
}

export async function writeMessage(page: Page, text: string): Promise<void> {
  await findComposer(page).fill(text);
  await findComposer(page).press('Enter');
}

/** Goes on as another of the people who are in the workspace. */
export async function actAsPerson(page: Page, name: string): Promise<void> {
  await page.getByRole('radio', { name }).click({ force: true });
  await page.getByRole('radio', { name, checked: true }).waitFor();
}
