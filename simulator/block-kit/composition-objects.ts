import { z } from 'zod';
import { anyText, filled, given, plainText, url } from './text-objects.ts';

export const id255 = filled(255);
export const colorScheme = z.enum(['primary', 'danger']);
export const placeholder = plainText(150);

export const confirmationDialog = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: colorScheme.optional(),
});

const optionRest = { value: filled(150), description: plainText(75).optional() };

/** For select menus. */
export const plainOption = z.strictObject({ text: plainText(75), ...optionRest });
/** For radio buttons and checkboxes, which alone may format their options. */
export const formattedOption = z.strictObject({
  text: anyText(75),
  value: filled(150),
  description: anyText(75).optional(),
});
/** For overflow menus, which alone may link. */
export const linkOption = z.strictObject({
  text: plainText(75),
  ...optionRest,
  url: url().optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(plainOption).min(1).max(100),
});

export const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((filter) => Object.keys(filter).length > 0, { error: 'must define at least one filter' });

export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .max(2)
    .optional(),
});

const slackFile = z
  .strictObject({ id: given.optional(), url: url().optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), {
    error: 'must define either `id` or `url`',
  });

/** Where an image comes from: one of the two, which `hasOneSource` checks. */
export const imageSource = { image_url: url().optional(), slack_file: slackFile.optional() };

export function hasOneSource(image: { image_url?: unknown; slack_file?: unknown }): boolean {
  return (image.image_url === undefined) !== (image.slack_file === undefined);
}
export const oneSourceError = { error: 'must define either `image_url` or `slack_file`' };
