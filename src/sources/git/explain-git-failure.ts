import type { GitError } from './run-git.ts';

interface Mend {
  readonly pattern: RegExp;
  readonly message: string;
}

/** What git says, and what an operator needs to hear. The first that matches counts. */
const mends: readonly Mend[] = [
  {
    pattern: /spawn git ENOENT/,
    message: "git isn't installed; install it, Guidepost fetches repositories with it",
  },
  {
    pattern: /spawn git E[MN]FILE/,
    message: 'too many files are open; let this process open more (ulimit -n)',
  },
  {
    pattern: /No space left on device|disk quota exceeded|EDQUOT/i,
    message: 'the disk is full; make room under DATA_DIR',
  },
  {
    pattern:
      /terminal prompts disabled|could not read (?:Username|Password)|Authentication failed/i,
    message: 'it asks for a token, or refuses the one it got; check "token" in guidepost.yml',
  },
  {
    pattern: /The requested URL returned error: (?:401|403)/,
    message: 'the token is refused; check that it is valid and may read this repository',
  },
  {
    pattern: /Identity file .* not accessible/,
    message: 'there\'s no such ssh key; check the file that "key" names in guidepost.yml',
  },
  {
    pattern: /UNPROTECTED PRIVATE KEY FILE|: bad permissions/,
    message: 'ssh ignores the key, since others may read its file; chmod 600 that file',
  },
  {
    pattern: /Permission denied \(publickey|error in libcrypto|invalid format/i,
    message:
      'the ssh key is refused, or has a passphrase; add the public half of one without to the repository as a deploy key',
  },
  {
    pattern: /HOST IDENTIFICATION HAS CHANGED/,
    message:
      'the host shows another key than the one in known_hosts; ask whoever runs it whether that is meant, and only then replace the line',
  },
  {
    pattern: /Host key verification failed/i,
    message: "the host isn't known to ssh; add it to known_hosts (ssh-keyscan prints the line)",
  },
  {
    pattern:
      /Repository not found|repository .* not found|does not appear to be a git repository|not exported|The requested URL returned error: 404|access denied or repository/i,
    message:
      "there's no such repository, or the token can't see it; check the address and what the token may read",
  },
  {
    pattern: /repository corruption on the remote side/i,
    message: 'the server gave up; the repository may be damaged there, and git fsck tells',
  },
  {
    pattern: /certificate has expired/i,
    message: "the server's certificate has expired; whoever runs the server must renew it",
  },
  {
    pattern: /certificate verification failed|SSL certificate problem/i,
    message:
      "the server's certificate isn't trusted here, or has expired; let SSL_CERT_FILE name a file with the certificate of whoever signed it",
  },
  {
    pattern: /dubious ownership/,
    message:
      'the repository on this disk belongs to another user; let the one that runs Guidepost own it',
  },
  {
    pattern:
      /Could not resolve host|unable to look up|Connection (?:refused|reset|timed out)|Failed to connect|Couldn't connect|unable to connect|Network is unreachable|timed out|Operation too slow|hung up|early EOF|returned error: 5\d\d|returned error: 429/i,
    message: "can't reach the server; trying again",
  },
  {
    pattern: /couldn't find remote ref/i,
    message: 'the branch was renamed or deleted while it was fetched; trying again',
  },
  {
    pattern: /transport .* not allowed|returned error: 30\d/,
    message: 'the server points to another address; give that one as "git"',
  },
];

/** Why git failed, for the log and `/readyz`: one line, without what the server made up. */
export function explainGitFailure(error: GitError): string {
  const known = mends.find(({ pattern }) => pattern.test(error.output));
  return known?.message ?? `git can't read it (${lastLine(error.output)})`;
}

/** Our copy is damaged, as after a power cut: it is made anew. What the server says is of its own. */
export function isDamaged(error: GitError): boolean {
  return /corrupt|bad object|not a tree object|not a valid object|bad tree|loose object|unable to read (?:tree|sha1)|not a git repository|packfile .* cannot|index file .* is too small|missing (?:blob|tree|commit)|did not send all necessary objects|invalid (?:sha1 pointer|object)/i.test(
    error.output.replace(/^remote:.*$/gm, ''),
  );
}

function lastLine(output: string): string {
  const lines = output.split(/[\r\n]+/).filter((line) => /^(?:fatal|error):/.test(line));
  return (lines[0] ?? output.trim()).replace(/[^\x20-\x7e]/g, ' ').slice(0, 200);
}
