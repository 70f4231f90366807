import { z } from 'zod';
import type { Owner } from './article.ts';
import { cleanLine } from '../text/clean-text.ts';
import {
  maxEntries,
  maxEntryChars,
  maxOwnerChars,
  maxSlugChars,
  maxSummaryChars,
  maxTagChars,
  maxTitleChars,
  maxUrlChars,
} from './content-limits.ts';
import type { ContentProblem } from './content-problem.ts';
import { parseInterval } from './parse-interval.ts';
import { listNearest } from '../text/nearest.ts';
import type { YamlField, YamlFields } from './read-yaml.ts';

type Problem = Omit<ContentProblem, 'path'>;

export type FrontMatter = z.output<typeof schema>;
export interface ParsedFrontMatter {
  /** Undefined when there is an error among the problems. */
  readonly values: FrontMatter | undefined;
  readonly problems: readonly Problem[];
}

/** Where a missing key would be written: the line after the opening `---`. */
const firstKeyLine = 2;

const slugPattern = /^[\p{L}\p{M}\p{N}_.-]+(?:\/[\p{L}\p{M}\p{N}_.-]+)*$/u;
const tagPattern = /^[\p{L}\p{M}\p{N}-]+$/u;
const datePattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?[ \t]*(?:Z|[+-]\d{1,2}(?::?\d{2})?)?)?$/;
// As Slack makes them; a shorter word in capitals is somebody's name.
const slackUserPattern = /^[UW][A-Z0-9]{8,}$/;

const schema = z.object({
  title: line('title', maxTitleChars),
  summary: line('summary', maxSummaryChars),
  slug: line('slug', maxSlugChars)
    .refine(isSlug, {
      error:
        'slug may hold letters, digits, "-", "_", "." and "/" between parts; write it like "deploy/rollback"',
    })
    .optional(),
  tags: list('tags', splitAtCommas)
    .transform((tags) => tags.map((tag) => tag.replace(/^#+/, '').toLowerCase()))
    .pipe(
      z.array(
        z
          .string()
          .max(maxTagChars, { error: `a tag may have at most ${maxTagChars} characters` })
          .regex(tagPattern, {
            error: (issue) =>
              `tag "${String(issue.input)}" may hold only letters, digits and hyphens; join words with "-"`,
          }),
      ),
    )
    .transform((tags) => [...new Set(tags)])
    .optional(),
  updated: day('updated').optional(),
  owner: line('owner', maxOwnerChars).transform(parseOwner).optional(),
  url: line('url', maxUrlChars)
    .refine(isWebAddress, {
      error: 'url must be a whole http or https address without a user name or password',
    })
    .transform((url) => new URL(url).href)
    .optional(),
  aliases: list('aliases').optional(),
  questions: list('questions').optional(),
  verified: day('verified').optional(),
  review_by: day('review_by').optional(),
  review_in: line('review_in', maxEntryChars)
    .refine((text) => parseInterval(text) !== undefined, {
      error: 'review_in must be a time such as 6 months, 90 days or 1 year',
    })
    .optional(),
  draft: flag('draft').optional(),
  minor: flag('minor').optional(),
});

/** Checks front matter against the schema and reports everything that is wrong with it. */
export function parseFrontMatter(yaml: YamlFields): ParsedFrontMatter {
  const problems: Problem[] = yaml.problems.map((problem) => ({ severity: 'error', ...problem }));
  if (problems.length > 0) return { values: undefined, problems };

  const fields = yaml.fields.filter(({ isInner }) => isInner !== true);
  const lines = new Map(fields.map((field) => [field.key, field.line]));
  problems.push(...fields.flatMap(warnAbout));
  const present = fields.filter((field) => !isEmpty(field));
  const result = schema.safeParse(
    Object.fromEntries(present.map((field) => [field.key, withoutEmptyEntries(field)])),
  );
  for (const issue of result.error?.issues ?? []) {
    problems.push({
      severity: 'error',
      line: lines.get(String(issue.path[0])) ?? firstKeyLine,
      message: issue.message,
    });
  }
  return { values: result.data, problems };
}

function warnAbout(field: YamlField): readonly Problem[] {
  const { line } = field;
  if (!Object.hasOwn(schema.shape, field.key)) {
    return [{ severity: 'warning', line, message: unknownKey(field.key) }];
  }
  if (Array.isArray(field.value) && field.value.includes(null)) {
    const message = `${field.key} has an empty entry; fill it or remove it ("#" starts a comment in YAML)`;
    return [{ severity: 'warning', line, message }];
  }
  return [];
}

function unknownKey(key: string): string {
  const shown = cleanLine(key).slice(0, 40);
  const keys = Object.keys(schema.shape);
  const [nearest] = listNearest(shown, keys);
  const mend =
    nearest === undefined ? `known keys: ${keys.join(', ')}` : `did you mean "${nearest}"?`;
  return `unknown key "${shown}" is ignored; ${mend}`;
}

/** A key without a value is a key that is not there. */
function isEmpty({ value }: YamlField): boolean {
  return value === null || (typeof value === 'string' && cleanLine(value) === '');
}

function withoutEmptyEntries({ value }: YamlField): unknown {
  return Array.isArray(value) ? value.filter((entry: unknown) => entry !== null) : value;
}

function line(name: string, maxChars: number) {
  return z
    .string({
      error: ({ input }) =>
        input === undefined
          ? `front matter needs a ${name}; add "${name}: ..."`
          : `${name} must be text; write it on one line after "${name}:"`,
    })
    .transform(cleanLine)
    .refine((text) => Array.from(text).length <= maxChars, {
      error: (issue) =>
        `${name} is ${Array.from(String(issue.input)).length} characters long; shorten it to at most ${maxChars}`,
    });
}

function day(name: string) {
  return line(name, maxEntryChars).transform((text, context) => {
    const parsed = parseDay(text);
    if (parsed !== undefined) return parsed;
    context.issues.push({
      code: 'custom',
      input: text,
      message: `${name} must be a real date written like 2026-11-22, not "${text}"`,
    });
    return z.NEVER;
  });
}

/** One text or a list of texts; none empty, none twice. */
function list(name: string, split: (text: string) => readonly string[] = (text) => [text]) {
  const notText = `${name} must be a list of short texts; write one on each line after "- "`;
  return z
    .union([z.string().transform((text) => [text]), z.array(z.string({ error: notText }))], {
      error: notText,
    })
    .transform((entries) =>
      entries
        .flatMap(split)
        .map(cleanLine)
        .filter((entry) => entry !== ''),
    )
    .transform((entries) => [...new Set(entries)])
    .pipe(
      z
        .array(
          z.string().max(maxEntryChars, {
            error: `an entry of ${name} is too long; shorten it to at most ${maxEntryChars} characters`,
          }),
        )
        .max(maxEntries, { error: `${name} may have at most ${maxEntries} entries` }),
    );
}

function flag(name: string) {
  return z.stringbool({
    truthy: ['true', 'yes', 'on'],
    falsy: ['false', 'no', 'off'],
    error: `${name} must be true or false`,
  });
}

function splitAtCommas(text: string): readonly string[] {
  return text.split(',');
}

export function isSlug(text: string): boolean {
  return slugPattern.test(text) && !text.split('/').some((part) => part === '.' || part === '..');
}

/** The day as written: a time and its zone never move it. Undefined when there is no such day. */
function parseDay(text: string): string | undefined {
  const [, year, month, day] = datePattern.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = `${year}-${month}-${day}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date)
    ? date
    : undefined;
}

export function parseOwner(text: string): Owner {
  const id = text.replace(/^<@(.*)>$/, '$1');
  if (slackUserPattern.test(id)) return { kind: 'slackUser', id };
  if (z.email().safeParse(text).success) return { kind: 'email', address: text };
  return { kind: 'name', name: text };
}

export function isWebAddress(text: string): boolean {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  return url !== null && url.username === '' && url.password === '';
}
