import { z } from 'zod';

const warn = 40;
const entrySchema = z.looseObject({
  level: z.number(),
  msg: z.string(),
  err: z.looseObject({ stack: z.string() }).optional(),
});

/** Of the bot's log, what needs a look, in words; undefined for the rest. */
export function readTrouble(line: string): string | undefined {
  const entry = parseEntry(line);
  if (entry === undefined) return line;
  const { level, msg, err, ...fields } = entry;
  if (level < warn) return undefined;
  const untold = Object.entries(fields).filter(
    ([name, value]) => name !== 'time' && !msg.includes(String(value)),
  );
  const details = untold.length === 0 ? '' : ` ${JSON.stringify(Object.fromEntries(untold))}`;
  return `${msg}${details}${err === undefined ? '' : `\n${err.stack}`}`;
}

/** Undefined for what does not come from the log, such as a crash. */
function parseEntry(line: string): z.infer<typeof entrySchema> | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
