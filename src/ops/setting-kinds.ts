import { z } from 'zod';
import { listWords } from '../text/list-words.ts';

// What a setting may be, whichever it is.

/** An empty setting is a setting that was not made: `.env.example` has many of them. */
export const unset = (value: unknown): unknown =>
  typeof value === 'string' ? value.trim() || undefined : value;

/** One that may be left out, if its schema says so. */
export const setting = <T extends z.ZodType>(schema: T) => z.preprocess(unset, schema);

export const oneOf = <const T extends string>(words: readonly T[], usual: NoInfer<T>) => {
  const mend = `isn't one of ${listWords(words)}`;
  return setting(z.literal(words, { error: mend }).default(() => usual));
};

export const onOrOff = setting(
  z
    .stringbool({ truthy: ['on'], falsy: ['off'], case: 'sensitive', error: "isn't on or off" })
    .default(false),
);

/** Always ends with `/`. */
export const httpUrl = (mend: string) =>
  z.string({ error: mend }).refine(isHttpUrl, { error: mend }).transform(endWithSlash);

/** @param what it is, as in "isn't a port" */
export const wholeNumber = (
  what: string,
  [least, most]: readonly [number, number],
  usual: number,
) => {
  const mend = `isn't a ${what}; use a number from ${least} to ${most}`;
  return setting(
    z
      .string()
      .regex(/^\d{1,5}$/, { error: mend })
      .transform(Number)
      .refine((value) => value >= least && value <= most, { error: mend })
      .default(usual),
  );
};

const topicOwnerPattern = /^#?([^\s=,]+)=([CGUW][A-Z0-9]{2,})$/;

function readTopicOwner(pair: string) {
  const [, topic = '', id = ''] = topicOwnerPattern.exec(pair) ?? [];
  const kind = /^[UW]/.test(id) ? ('user' as const) : ('channel' as const);
  return [topic.toLowerCase(), { kind, id }] as const;
}

const list = z
  .string()
  .default('')
  .transform((value) => value.split(/[\s,]+/).filter((each) => each !== ''));

/** User ids, and user group ids. */
export const peopleAndGroups = setting(
  list
    .refine((ids) => ids.every((id) => /^[UWS][A-Z0-9]{2,}$/.test(id)), {
      error:
        "isn't a list of ids; write user ids (U...) and user group ids (S...), separated by commas",
    })
    .transform((ids) => ({
      users: ids.filter((id) => !id.startsWith('S')),
      groups: ids.filter((id) => id.startsWith('S')),
    })),
);

/** By topic: a person, or a channel. */
export const topicOwners = setting(
  list
    .refine((pairs) => pairs.every((pair) => topicOwnerPattern.test(pair)), {
      error:
        "isn't a list of topics with who looks after them; write deploy=C0123ABCD (a channel) or " +
        'queues=U0123ABCD (a person), separated by commas',
    })
    .transform((pairs) => new Map(pairs.map(readTopicOwner))),
);

/** What Slack accepts as a slash command. */
export function isCommandName(value: string): boolean {
  return /^\/[a-z0-9_-]{1,31}$/.test(value);
}

export function isHttpUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

/** Its parts are percent-encoded; a stray "%" would fail whoever decodes them. */
export function isPostgresUrl(value: string): boolean {
  try {
    decodeURIComponent(value);
  } catch {
    return false;
  }
  return ['postgres:', 'postgresql:'].includes(URL.parse(value)?.protocol ?? '');
}

function endWithSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
