import { removeHidden } from '../text/clean-text.ts';

/** White space other than the plain space, or characters that nobody sees. */
export function hasUnreadableName(path: string): boolean {
  return (
    /\s/.test(path.replaceAll(' ', '')) || removeHidden(path) !== path || path.includes('\ufffd')
  );
}
