import { createHash } from 'node:crypto';
import { stylesheet } from './stylesheet.ts';

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b6b5d"/><path d="M15 5h2v22h-2z" fill="#fff"/><path d="M7 8h15l4 3.5-4 3.5H7z" fill="#fff"/></svg>`;

/** The name changes with the text, so a browser never asks twice and never keeps an old one. */
export const stylesheetPath = `/assets/reader-${hashOf(stylesheet)}.css`;
export const iconPath = `/assets/guidepost-${hashOf(icon)}.svg`;

export const assets = [
  { path: stylesheetPath, type: 'text/css; charset=utf-8', text: stylesheet },
  { path: iconPath, type: 'image/svg+xml', text: icon },
] as const;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}
