import { z } from 'zod';

// The arguments of a form are all strings; in JSON they have their types. Both are read here.
const flagWords: Readonly<Record<string, boolean>> = {
  true: true,
  false: false,
  '1': true,
  '0': false,
};

export const flag = z
  .preprocess(
    (value) => (typeof value === 'string' ? (flagWords[value] ?? value) : value),
    z.boolean(),
  )
  .optional();

export const whole = z
  .preprocess(
    (value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value),
    z.int(),
  )
  .optional();

export const timestamp = z.string().regex(/^\d{10}\.\d{6}$/);

/** Reads what a form carries as JSON; what cannot be read stays the string it was. */
export function parseJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
