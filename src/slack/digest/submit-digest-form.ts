import type { View } from '@slack/types';
import type { FormListener } from '../app/feature.ts';
import { z } from 'zod';
import type { DigestCommand } from '../../digest/parse-digest-command.ts';
import { parseTimeZone } from '../../digest/parse-time-zone.ts';
import type { Weekday } from '../../digest/subscription.ts';
import type { DigestAnswers } from './digest-command.ts';
import type { DigestDeskDeps } from './digest-desk.ts';
import { setOutcome } from '../receive/log-request.ts';
import {
  formFields,
  renderDigestFormDone,
  renderDigestFormWorking,
} from './messages/digest-form.ts';

const metadata = z.object({ typedIn: z.string() });
// Slack's limits: slack-facts "Limits of Block Kit".
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

/** Somebody sent the form: the same as the command with every part said. */
export function createDigestFormListener(
  { client, command }: Pick<DigestDeskDeps, 'client' | 'command'>,
  { answer }: DigestAnswers,
): FormListener {
  return async ({ ack, body, view: { id, private_metadata, state }, context }) => {
    const show = async (shown: View): Promise<void> => {
      await client.views.update({ view_id: id, view: shown });
    };
    await ack({ response_action: 'update', view: renderDigestFormWorking() });
    const { typedIn } = metadata.parse(JSON.parse(private_metadata));
    const { message, outcome } = await answer(parseAnswers(state.values), {
      userId: body.user.id,
      channelId: typedIn,
      typed: `${command} digest subscribe`,
      inForm: true,
      show,
    });
    setOutcome(context, outcome);
    if (message !== undefined) await show(renderDigestFormDone(message));
  };
}

function parseAnswers(
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): DigestCommand {
  // Each block holds one answer, under the id that the block has too.
  const flat = Object.fromEntries(Object.values(values).flatMap((block) => Object.entries(block)));
  const given = answers.parse(flat);
  return {
    kind: 'subscribe',
    channelId: given[formFields.channel]?.selected_conversation,
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
