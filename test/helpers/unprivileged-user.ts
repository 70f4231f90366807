import { execFileSync } from 'node:child_process';

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Somebody without root's rights to run a program as; undefined when we have none ourselves. */
export function unprivilegedUser(): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = ['postgres', 'nobody'].find((user) => {
    try {
      execFileSync('id', ['-u', user], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (!name) throw new Error('no unprivileged user to run programs as');
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
