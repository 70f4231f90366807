/** Says who looks after a file, by a CODEOWNERS file: the last line that matches it. */
export type FindOwner = (path: string) => string | undefined;

export const codeOwnersPaths = [
  'CODEOWNERS',
  '.github/CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
];

export function parseCodeOwners(text: string): FindOwner {
  const rules = text
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    // GitLab's sections look like "[Docs]".
    .filter((line) => line !== '' && !/^\^?\[/.test(line))
    .map((line) => {
      const [pattern = '', owner] = line.split(/(?<!\\)\s+/);
      return { matches: toExpression(pattern), owner };
    })
    .reverse();
  return (path) => rules.find(({ matches }) => matches.test(path))?.owner;
}

/** As `.gitignore` has it: a pattern without a slash in it matches at any depth. */
function toExpression(pattern: string): RegExp {
  const isRooted = /^\/|\/(?=.)/.test(pattern);
  const body = pattern
    .replace(/^\//, '')
    .replace(/\\ /g, ' ')
    .replace(/\*{3,}/g, '**')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (sign) => {
      if (sign === '**/') return '(?:[^/]+/)*';
      if (sign === '**') return '.*';
      return sign === '*' ? '[^/]*' : '[^/]';
    });
  const end = pattern.endsWith('/') ? '' : '(?:/|$)';
  return new RegExp(`^${isRooted ? '' : '(?:.*/)?'}${body}${end}`);
}
