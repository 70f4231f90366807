import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium, openPage } from './chromium.ts';
import { openDemo, type RunningDemo } from './open-demo.ts';

export interface EditableDemo {
  readonly demo: RunningDemo;
  /** A copy of our articles, which a test may change. */
  readonly contentDir: string;
  /** The workspace in a browser, and what goes wrong in it. */
  readonly page: Page;
  readonly troubles: readonly string[];
  close(): Promise<void>;
}

/** Runs the demo on a copy of our articles, and shows its workspace in a browser. */
export async function openEditableDemo(): Promise<EditableDemo> {
  const contentDir = await mkdtemp(path.join(tmpdir(), 'guidepost-content-'));
  await cp('content', contentDir, { recursive: true });
  const [demo, browser] = await Promise.all([openDemo('--content', contentDir), launchChromium()]);
  const { page, troubles } = await openPage(browser);
  await page.goto(demo.workspace);
  return {
    demo,
    contentDir,
    page,
    troubles,
    close: async () => {
      await browser.close();
      await demo.interrupt();
      await rm(contentDir, { recursive: true });
    },
  };
}
