import { z } from 'zod';
import {
  colorScheme,
  confirmationDialog,
  conversationFilter,
  dispatchActionConfig,
  formattedOption,
  hasOneSource,
  id255,
  imageSource,
  linkOption,
  oneSourceError,
  optionGroup,
  placeholder,
  plainOption,
} from './composition-objects.ts';
import { richTextBlock } from './rich-text.ts';
import { filled, given, plainText, url } from './text-objects.ts';

const actionId = { action_id: id255.optional() };
const confirmable = { confirm: confirmationDialog.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const holding = { placeholder: placeholder.optional() };
const dispatching = { dispatch_action_config: dispatchActionConfig.optional() };
const menu = { ...actionId, ...confirmable, ...focusable, ...holding };
const multiMenu = { ...menu, max_selected_items: z.int().min(1).optional() };
const typed = { ...actionId, ...dispatching, ...focusable, ...holding };

const buttonLook = {
  text: plainText(75),
  style: colorScheme.optional(),
  accessibility_label: filled(75).optional(),
};

export const button = z.strictObject({
  type: z.literal('button'),
  ...actionId,
  ...confirmable,
  ...buttonLook,
  value: filled(2000).optional(),
  url: url().optional(),
});

export const workflowButton = z.strictObject({
  type: z.literal('workflow_button'),
  ...actionId,
  ...confirmable,
  ...buttonLook,
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: url(),
      customizable_input_parameters: z
        .array(z.strictObject({ name: z.string(), value: z.string() }))
        .optional(),
    }),
  }),
});

export const imageElement = z
  .strictObject({ type: z.literal('image'), alt_text: filled(2000), ...imageSource })
  .refine(hasOneSource, oneSourceError);

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionId,
  ...confirmable,
  options: z.array(linkOption).min(1).max(5),
});

const staticOptions = {
  options: z.array(plainOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const oneKindOfOptions = { error: 'must define either `options` or `option_groups`' };

function hasOneKindOfOptions(select: { options?: unknown; option_groups?: unknown }): boolean {
  return (select.options === undefined) !== (select.option_groups === undefined);
}

const minQueryLength = { min_query_length: z.int().min(0).optional() };
const fromConversation = {
  default_to_current_conversation: z.boolean().optional(),
  filter: conversationFilter.optional(),
};
const responding = { response_url_enabled: z.boolean().optional() };

export const selects = [
  z
    .strictObject({
      type: z.literal('static_select'),
      ...menu,
      ...staticOptions,
      initial_option: plainOption.optional(),
    })
    .refine(hasOneKindOfOptions, oneKindOfOptions),
  z.strictObject({
    type: z.literal('external_select'),
    ...menu,
    ...minQueryLength,
    initial_option: plainOption.optional(),
  }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: id255.optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    ...fromConversation,
    ...responding,
    initial_conversation: id255.optional(),
  }),
  z.strictObject({
    type: z.literal('channels_select'),
    ...menu,
    ...responding,
    initial_channel: id255.optional(),
  }),
] as const;

export const multiSelects = [
  z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...multiMenu,
      ...staticOptions,
      initial_options: z.array(plainOption).min(1).optional(),
    })
    .refine(hasOneKindOfOptions, oneKindOfOptions),
  z.strictObject({
    type: z.literal('multi_external_select'),
    ...multiMenu,
    ...minQueryLength,
    initial_options: z.array(plainOption).min(1).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_users_select'),
    ...multiMenu,
    initial_users: z.array(id255).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...multiMenu,
    ...fromConversation,
    initial_conversations: z.array(id255).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...multiMenu,
    initial_channels: z.array(id255).optional(),
  }),
] as const;

const choice = { ...actionId, ...confirmable, ...focusable };
const tenOptions = z.array(formattedOption).min(1).max(10);

export const checkboxes = z.strictObject({
  type: z.literal('checkboxes'),
  ...choice,
  options: tenOptions,
  initial_options: z.array(formattedOption).min(1).optional(),
});
export const radioButtons = z.strictObject({
  type: z.literal('radio_buttons'),
  ...choice,
  options: tenOptions,
  initial_option: formattedOption.optional(),
});

export const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...menu,
  initial_date: z.iso.date().optional(),
});
export const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...menu,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: given.optional(),
});
export const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...choice,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

export const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  ...actionId,
  positive_button: feedbackButton(),
  negative_button: feedbackButton(),
});

function feedbackButton() {
  return z.strictObject({
    text: plainText(75),
    value: filled(2000),
    accessibility_label: filled(75).optional(),
  });
}

export const iconButton = z.strictObject({
  type: z.literal('icon_button'),
  ...actionId,
  ...confirmable,
  icon: z.literal('trash'),
  text: plainText(75),
  value: filled(2000).optional(),
  accessibility_label: filled(75).optional(),
  visible_to_user_ids: z.array(id255).optional(),
});

export const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...typed,
  initial_value: richTextBlock.optional(),
  min_lines: z.int().min(1).max(100).optional(),
  max_lines: z.int().min(1).max(100).optional(),
});

export const textInputs = [
  z
    .strictObject({
      type: z.literal('plain_text_input'),
      ...typed,
      initial_value: z.string().optional(),
      multiline: z.boolean().optional(),
      min_length: z.int().min(0).max(3000).optional(),
      max_length: z.int().min(1).max(3000).optional(),
    })
    .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? Infinity), {
      error: '`min_length` must not be greater than `max_length`',
    }),
  z.strictObject({
    type: z.literal('email_text_input'),
    ...typed,
    initial_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('url_text_input'),
    ...typed,
    initial_value: z.string().optional(),
  }),
  z
    .strictObject({
      type: z.literal('number_input'),
      ...typed,
      is_decimal_allowed: z.boolean(),
      initial_value: z.string().optional(),
      min_value: z.string().optional(),
      max_value: z.string().optional(),
    })
    .refine(
      (input) => Number(input.min_value ?? -Infinity) <= Number(input.max_value ?? Infinity),
      {
        error: '`min_value` must not be greater than `max_value`',
      },
    ),
] as const;

export const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionId,
  filetypes: z.array(z.string()).optional(),
  max_files: z.int().min(1).max(10).optional(),
});

export const urlSource = z.strictObject({
  type: z.literal('url'),
  url: url(),
  text: given,
});
