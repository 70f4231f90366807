import { errorCode } from './error-code.ts';

/** The content folder itself cannot be read. */
export class ContentFolderError extends Error {
  readonly dir: string;

  constructor(dir: string, cause: unknown) {
    super(`cannot read the content folder ${dir}: ${explain(errorCode(cause))}`, { cause });
    this.name = 'ContentFolderError';
    this.dir = dir;
  }
}

function explain(code = 'unknown error'): string {
  switch (code) {
    case 'ENOENT':
      return 'it does not exist; create it, or name another folder';
    case 'ENOTDIR':
      return 'it is not a folder; name the folder that holds the articles';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied; let the user that runs Guidepost read it';
    default:
      return code;
  }
}
