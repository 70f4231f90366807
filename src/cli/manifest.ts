import { readFile } from 'node:fs/promises';
import { isCommandName } from '../ops/setting-kinds.ts';
import { packageFile } from '../ops/package-file.ts';
import { buildManifest, linkToForm } from '../slack/install/build-manifest.ts';
import { OperatorError } from '../text/operator-error.ts';
import type { Io } from './io.ts';

export interface ManifestCall {
  readonly url?: string;
  readonly command?: string;
  readonly name?: string;
  readonly unfurl?: readonly string[];
  readonly json?: boolean;
}

/** Prints the manifest, and on standard error the link that opens Slack's form with it. */
export async function runManifest(
  { json, ...choices }: ManifestCall,
  { out, err }: Pick<Io, 'out' | 'err'>,
): Promise<number> {
  const mistakes = listMistakes(choices);
  if (mistakes.length > 0) throw new OperatorError(mistakes.join('\n'));
  const manifest = buildManifest(await readFile(packageFile('manifest.yml'), 'utf8'), choices);
  const value: unknown = manifest.toJSON();
  out(json ? `${JSON.stringify(value, undefined, 2)}\n` : manifest.toString({ lineWidth: 0 }));
  err(`\nThis link opens Slack's form for a new app, filled in:\n${linkToForm(value)}\n`);
  return 0;
}

function listMistakes({ url, command, name, unfurl = [] }: ManifestCall): readonly string[] {
  const mistakes: readonly (readonly [boolean, string])[] = [
    [
      url !== undefined && URL.parse(url)?.protocol !== 'https:',
      '--url needs an https address that Slack can reach, such as https://guide.example.com',
    ],
    [
      command !== undefined && !isCommandName(command),
      '--command needs a slash and at most 31 small letters, digits, - or _, such as /kb',
    ],
    [
      unfurl.length > 5 || !unfurl.every(isDomain),
      '--unfurl needs one to five domains, such as handbook.example.com',
    ],
    [
      // Slack allows 35 characters.
      name !== undefined && !/^(?=.*[\p{L}\p{N}]).{1,35}$/u.test(name),
      '--name needs 1 to 35 characters, one of them a letter or a digit',
    ],
  ];
  return mistakes.flatMap(([isMade, mend]) => (isMade ? [mend] : []));
}

function isDomain(value: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(value);
}
