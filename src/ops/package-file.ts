import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The path of a file that comes with Guidepost, in the repository as in the built package. */
export function packageFile(name: string, from: string = import.meta.dirname): string {
  if (existsSync(path.join(from, 'package.json'))) return path.join(from, name);
  const parent = path.dirname(from);
  if (parent === from) throw new Error('Guidepost is installed without its package.json');
  return packageFile(name, parent);
}

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
