import { z } from 'zod';
import type { DigestCommand } from '../../digest/parse-digest-command.ts';
import { parseTimeZone } from '../../digest/parse-time-zone.ts';
import type { Weekday } from '../../digest/subscription.ts';
import type { Interaction } from '../receive/interaction.ts';
import { ownDigest } from './messages/digest-buttons.ts';
import { formFields } from './messages/digest-form.ts';

// The longest that Slack's own elements give.
const option = z.object({ value: z.string().max(150) });
const options = z.object({ selected_options: z.array(option).max(100).default([]) });
const answers = z.object({
  [formFields.channel]: z.object({ selected_conversation: z.string().min(1).max(30) }).optional(),
  [formFields.topics]: options.optional(),
  [formFields.weekday]: z.object({
    selected_option: z.object({ value: z.enum(['1', '2', '3', '4', '5', '6', '7']) }),
  }),
  [formFields.time]: z.object({ selected_time: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/) }),
  [formFields.timeZone]: z.object({
    selected_option: z.object({
      value: z.string().refine((zone) => parseTimeZone(zone) !== undefined),
    }),
  }),
  [formFields.empty]: options.optional(),
  [formFields.upkeep]: options.optional(),
});

const choose: Readonly<Record<string, string>> = {
  [formFields.channel]: 'Choose a channel.',
  [formFields.weekday]: 'Choose a day.',
  [formFields.time]: 'Choose a time, such as 09:00.',
  [formFields.timeZone]: 'Choose a time zone.',
};

export type DigestForm =
  | { readonly kind: 'command'; readonly command: DigestCommand }
  /** What to do about a field, by the id of its block. */
  | { readonly kind: 'incomplete'; readonly errors: Readonly<Record<string, string>> };

/** What somebody chose in the form, as the command with every part said. */
export function parseDigestForm({ values }: Pick<Interaction, 'values'>): DigestForm {
  const { data: given, error } = answers.safeParse(values);
  if (!given) {
    const fields = error.issues.map(({ path: [field] }) => String(field));
    const told = fields.map((field) => [field, choose[field] ?? 'Choose from the list.']);
    return { kind: 'incomplete', errors: Object.fromEntries(told) as Record<string, string> };
  }
  const command = {
    kind: 'subscribe',
    // A person's own has no channel to choose.
    channelId: given[formFields.channel]?.selected_conversation ?? ownDigest,
    wanted: {
      schedule: {
        weekday: Number(given[formFields.weekday].selected_option.value) as Weekday,
        time: given[formFields.time].selected_time,
        timeZone: given[formFields.timeZone].selected_option.value,
      },
      topics: (given[formFields.topics]?.selected_options ?? []).map(({ value }) => value).sort(),
      evenIfEmpty: isChecked(given[formFields.empty]),
      withUpkeep: isChecked(given[formFields.upkeep]),
    },
  } as const;
  return { kind: 'command', command };
}

/** Each is one box. */
function isChecked(given: z.infer<typeof options> | undefined): boolean {
  return (given?.selected_options.length ?? 0) > 0;
}
