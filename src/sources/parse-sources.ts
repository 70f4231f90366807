import { resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { parseInterval, parseTimes } from '../content/front-matter/parse-interval.ts';
import { flavours } from '../content/sites/flavour.ts';
import { editPattern, isHttpAddress, parseGitAddress } from './git/git-address.ts';
import type { SourceSettings } from './source-settings.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface ParsedSources {
  readonly sources: readonly SourceSettings[];
  /** Every mistake with its mend; no value of a variable is ever in it. */
  readonly problems: readonly string[];
}

export interface ParseSourcesOptions {
  /** Folders are named from here: where the file lies. */
  readonly dir: string;
  readonly env: Env;
}

const defaultEvery = '5 minutes';
const minEveryMs = 10_000;
const unitMs = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const variablePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;
const maxSources = 50;

const text = (what: string) =>
  z
    .string({ error: `isn't ${what}` })
    .trim()
    .min(1, { error: `is empty; write ${what}, or leave the line out` });
const list = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(text('text'), { error: "isn't a list; write it like [one, two]" }),
  )
  .default([]);
const variable = text('the name of an environment variable').regex(variablePattern, {
  error:
    'must be the name of an environment variable, such as HANDBOOK_TOKEN; put the secret itself there, never in this file',
});

const shapeIn = (dir: string) =>
  z.object(
    {
      git: text('the address of a repository')
        .transform((value, context) => {
          const address = parseGitAddress(value, dir);
          if (address.kind === 'address') return address;
          context.addIssue({ code: 'custom', message: address.message });
          return z.NEVER;
        })
        .optional(),
      branch: text('the name of a branch').optional(),
      folder: text('a folder').optional(),
      include: list,
      exclude: list,
      flavour: z
        .enum(flavours, { error: `isn't a flavour; use one of ${flavours.join(', ')}` })
        .optional(),
      every: text('a time')
        .default(defaultEvery)
        .transform(parseEvery)
        .refine((ms) => ms >= minEveryMs, {
          error: "isn't a time of ten seconds or more; write 30 seconds, 5 minutes or an hour",
        }),
      published: text('an address')
        .refine(isHttpAddress, { error: "isn't an absolute http or https address" })
        .optional(),
      edit: text('an address')
        .refine((value) => isHttpAddress(value) && value.includes('{file}'), {
          error:
            "isn't an http or https address with {file} in it, such as https://github.com/acme/handbook/edit/main/{file}",
        })
        .optional(),
      owner: text('an owner').optional(),
      review_in: text('a time')
        .refine((value) => parseInterval(value) !== undefined, {
          error: "isn't a time; write 6 months, 90 days or 1 year",
        })
        .optional(),
      tags: list
        .transform((tags) => tags.map((tag) => tag.replace(/^#+/, '').toLowerCase()))
        .pipe(
          z.array(
            z.string().regex(/^[\p{L}\p{M}\p{N}-]{1,50}$/u, {
              error: 'may hold only letters, digits and hyphens',
            }),
          ),
        ),
      user: text('a user name').optional(),
      token: variable.optional(),
      key: text('the file of an ssh key').optional(),
      hook: variable.optional(),
    },
    {
      error: (issue) =>
        issue.code === 'invalid_type' ? 'isn\'t a list of "key: value" lines' : undefined,
    },
  );
type Entry = z.output<ReturnType<typeof shapeIn>>;

/** Reads `guidepost.yml`. Every mistake is told at once. */
export function parseSources(yaml: string, options: ParseSourcesOptions): ParsedSources {
  const document = parseDocument(yaml, { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined)
    return refuse(`isn't valid YAML: ${error.message.split(/:?\n/)[0] ?? ''}`);
  const value: unknown = toValue(document);
  const file = z.looseObject({ sources: z.record(z.string(), z.unknown()) }).safeParse(value);
  if (!file.success || Object.keys(file.data.sources).length === 0) {
    return refuse(
      'needs "sources:" and under it each source by its name; docs/sources.md has examples',
    );
  }
  const entries = Object.entries(file.data.sources);
  if (entries.length > maxSources) return refuse(`names more than ${maxSources} sources`);

  const shape = shapeIn(options.dir);
  const problems = Object.keys(file.data)
    .filter((key) => key !== 'sources')
    .map((key) => `guidepost.yml: "${key}" isn't known here; put it under a source`);
  const sources = entries.flatMap(([id, entry]) => {
    const report = (key: string, message: string): void => {
      problems.push(`guidepost.yml: ${id}${key === '' ? '' : `, "${key}"`} ${message}`);
    };
    if (!/^(?=.*[a-z])[a-z0-9][a-z0-9-]{0,39}$/.test(id)) {
      report(
        '',
        'isn\'t a name for a source; use small letters, digits and hyphens, such as "handbook"',
      );
    }
    for (const key of Object.keys(entry ?? {})) {
      if (!Object.hasOwn(shape.shape, key)) {
        report(key, "isn't a setting; docs/sources.md lists them");
      }
    }
    const parsed = shape.safeParse(entry);
    if (parsed.success) return [toSettings(id, parsed.data, options, report)];
    const wrong = new Set<unknown>(parsed.error.issues.map(({ path: [key] }) => key));
    for (const { path, message } of parsed.error.issues) report(String(path[0] ?? ''), message);
    if ([undefined, 'git', 'folder'].some((key) => wrong.has(key))) return [];
    // What else is amiss is told without waiting for these to be mended.
    const rest = Object.entries(entry ?? {}).filter(([key]) => !wrong.has(key));
    toSettings(id, shape.parse(Object.fromEntries(rest)), options, report);
    return [];
  });
  return { sources, problems };
}

function refuse(message: string): ParsedSources {
  return { sources: [], problems: [`guidepost.yml ${message}`] };
}

function toValue(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch {
    return undefined;
  }
}

function toSettings(
  id: string,
  entry: Entry,
  { dir, env }: ParseSourcesOptions,
  report: (key: string, message: string) => void,
): SourceSettings {
  const secretIn = (key: 'token' | 'hook'): string | undefined => {
    const name = entry[key];
    if (name === undefined) return undefined;
    const value = env[name]?.trim();
    if (value) return value;
    // Tokens have small letters, which names of variables hardly do: it may be the secret itself.
    const shown = /[a-z]/.test(name) ? 'a variable (never write the secret itself here)' : name;
    report(key, `names ${shown}, and that environment variable is missing or empty`);
    return undefined;
  };
  const token = secretIn('token');
  const hookSecret = secretIn('hook');
  const { include, exclude, flavour, published, edit, owner, tags } = entry;
  const authorization = basicAuthorization(entry.git?.user ?? entry.user, token);
  const common = {
    ...{ id, include, exclude, flavour, published, edit, owner, tags },
    reviewIn: entry.review_in,
    secrets: [token, hookSecret, authorization?.replace('Basic ', '')].filter(
      (secret) => secret !== undefined,
    ),
  };

  if (entry.git === undefined) {
    if (entry.folder === undefined) report('', 'needs "folder" or "git"');
    for (const key of ['branch', 'user', 'token', 'key', 'hook'] as const) {
      if (entry[key] !== undefined) report(key, 'is for a source with "git"');
    }
    return { ...common, place: { kind: 'folder', dir: resolve(dir, entry.folder ?? '') } };
  }
  const { address, protocol } = entry.git;
  if (token !== undefined && protocol !== 'https' && protocol !== 'http') {
    report('token', 'is for an address that begins with https://');
  }
  if (entry.key !== undefined && protocol !== 'ssh') {
    report('key', 'is for an address such as git@github.com:acme/handbook.git');
  }
  const folder = (entry.folder ?? '').replace(/^(?:\.?\/)+|\/+$/g, '');
  if (folder.split('/').includes('..')) report('folder', 'leads out of the repository');
  if (entry.branch !== undefined && !/^(?!-)[^\s~^:?*[\\]+$/.test(entry.branch)) {
    report('branch', "isn't the name of a branch");
  }
  return {
    ...common,
    edit: edit ?? editPattern(address, entry.branch, folder),
    place: {
      kind: 'git',
      address,
      branch: entry.branch,
      folder: folder === '.' ? '' : folder,
      everyMs: entry.every,
      hookSecret,
      access: {
        ...{ env, protocol, authorization },
        sshKey: entry.key === undefined ? undefined : resolve(dir, entry.key),
      },
    },
  };
}

function basicAuthorization(user = 'x-access-token', token?: string): string | undefined {
  return token && `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;
}

function parseEvery(text: string): number {
  const { times, of } = parseTimes(text, unitMs) ?? {};
  return of && times ? times * of : 0;
}
