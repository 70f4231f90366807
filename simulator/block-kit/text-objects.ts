import { z } from 'zod';

/** The longest text object anywhere, unless its place says less. */
const maxTextChars = 3000;

/** A string with something in it; Slack refuses an empty one wherever it is optional too. */
export const given = z.string().min(1);

export function filled(max: number): z.ZodString {
  return given.max(max);
}

export function plainText(max = maxTextChars) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: filled(max),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(max = maxTextChars) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: filled(max),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(max = maxTextChars) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

export function url(max = maxTextChars) {
  return filled(max).refine((text) => URL.canParse(text), { error: 'must be a valid URL' });
}

export function httpsUrl(max = maxTextChars) {
  return url(max).refine((text) => text.startsWith('https://'), {
    error: 'must be an https URL',
  });
}
