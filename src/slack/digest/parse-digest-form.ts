import { z } from 'zod';
import type { DigestCommand } from '../../digest/parse-digest-command.ts';
import { parseTimeZone } from '../../digest/parse-time-zone.ts';
import type { Weekday } from '../../digest/subscription.ts';
import type { Interaction } from '../receive/interaction.ts';
import { ownDigest } from './messages/digest-buttons.ts';
import { formFields } from './messages/digest-form.ts';

// The longest that Slack's own elements give.
const option = z.object({ value: z.string().max(150) });
const options = z.object({ selected_options: z.array(option).max(100) });
const answers = z.object({
  [formFields.channel]: z.object({ selected_conversation: z.string().max(30) }).optional(),
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

/** What somebody chose in the form, as the command with every part said. */
export function parseDigestForm({ values }: Pick<Interaction, 'values'>): DigestCommand {
  const given = answers.parse(values);
  return {
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
  };
}

/** Each is one box. */
function isChecked(given: z.infer<typeof options> | undefined): boolean {
  return (given?.selected_options.length ?? 0) > 0;
}
