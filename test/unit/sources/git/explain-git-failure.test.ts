import { describe, expect, it } from '@jest/globals';
import { explainGitFailure, isDamaged } from '../../../../src/sources/git/explain-git-failure.ts';
import { GitError } from '../../../../src/sources/git/run-git.ts';

const failing = (output: string) => new GitError('fetch', output);

describe('explainGitFailure', () => {
  it.each([
    ['fatal: write error: No space left on device', /^the disk is full/],
    ['error: file write error: Disk quota exceeded', /^the disk is full/],
    ["fatal: could not read Username for 'https://x': terminal prompts disabled", /token/],
    ['fatal: unable to access: The requested URL returned error: 403', /^the token is refused/],
    ['git@x: Permission denied (publickey).', /^the ssh key is refused/],
    [
      'Warning: Identity file /x not accessible: No such file or directory.\nPermission denied (publickey)',
      /^there's no such ssh key.*"key"/,
    ],
    ['Load key "/x": bad permissions\nPermission denied (publickey).', /^ssh ignores.*chmod/],
    ['Host key verification failed.', /^the host isn't known to ssh.*known_hosts/],
    [
      'WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!\nHost key verification failed.',
      /^the host shows another key than the one in known_hosts/,
    ],
    ["fatal: couldn't find remote ref refs/heads/main", /^the branch was renamed or deleted/],
    [
      "fatal: unable to access 'https://x/': SSL certificate problem: certificate has expired",
      /^the server's certificate has expired/,
    ],
    ['spawn git EMFILE', /^too many files are open/],
    ["fatal: repository 'https://x/y/' not found", /^there's no such repository/],
    ["fatal: '/x' does not appear to be a git repository", /^there's no such repository/],
    ["fatal: unable to access 'https://x/': Could not resolve host: x", /can't reach the server/],
    ['fatal: unable to connect to x:\nConnection refused', /can't reach the server/],
    ['remote: Counting objects\ntimed out', /can't reach the server/],
    ["fatal: detected dubious ownership in repository at '/x'", /belongs to another user/],
    [
      "fatal: unable to access 'https://x/': server certificate verification failed. CAfile: none",
      /^the server's certificate isn't trusted here, or has expired/,
    ],
    ['spawn git ENOENT', /^git isn't installed/],
  ])('says what to do about %j', (output, message) => {
    expect(explainGitFailure(failing(output))).toMatch(message);
  });

  it('quotes what it does not know on one plain line', () => {
    expect(explainGitFailure(failing('noise\nfatal: odd \u001b[31mthing\nmore'))).toBe(
      "git can't read it (fatal: odd  [31mthing)",
    );
  });
});

describe('isDamaged', () => {
  it.each([
    ['fatal: loose object 12 (stored in x) is corrupt', true],
    ['fatal: not a tree object', true],
    ['fatal: Could not resolve host: x', false],
    ['fatal: No space left on device', false],
  ])('%j: %s', (output, expected) => {
    expect(isDamaged(failing(output))).toBe(expected);
  });
});
