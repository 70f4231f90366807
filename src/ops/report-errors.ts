import { createStackParser, createTransport, Scope } from '@sentry/core';
import { nodeStackLineParser, ServerRuntimeClient } from '@sentry/core/server';
import { z } from 'zod';

export interface ErrorReports {
  /** Takes a finished line of the log; errors among them are reported. */
  readonly take: (line: string) => void;
  /** Sends what is still on its way, for two seconds at most. */
  readonly close: () => Promise<void>;
}

export interface ErrorReportsDeps {
  readonly dsn: string;
  readonly release: string;
  readonly fetch: typeof fetch;
}

const lineSchema = z.object({
  level: z.number().min(50),
  msg: z.string(),
  err: z.object({ type: z.string(), stack: z.string() }).partial().optional(),
  reference: z.string().optional(),
  code: z.string().optional(),
});

const parseStack = createStackParser(nodeStackLineParser());

/**
 * To Sentry, or whatever speaks its protocol: our fixed sentence, the kind of error, where it was, and
 * the reference that the person got. Nothing else leaves: an error's own message may quote anybody.
 */
export function openErrorReports({ dsn, release, fetch }: ErrorReportsDeps): ErrorReports {
  const client = new ServerRuntimeClient({
    dsn,
    release,
    platform: 'node',
    integrations: [],
    stackParser: parseStack,
    transport: (options) =>
      createTransport(options, async ({ body }) => {
        const response = await fetch(options.url, {
          method: 'POST',
          body: typeof body === 'string' ? body : Buffer.from(body),
          signal: AbortSignal.timeout(5_000),
        });
        return { statusCode: response.status };
      }),
  });
  return {
    take: (line) => {
      const parsed = lineSchema.safeParse(JSON.parse(line));
      if (!parsed.success) return;
      const { level, msg, err, ...tags } = parsed.data;
      client.captureEvent(
        {
          level: level > 50 ? 'fatal' : 'error',
          exception: {
            values: [
              {
                type: err?.type ?? 'Error',
                value: msg,
                stacktrace: { frames: parseStack(err?.stack ?? '') },
              },
            ],
          },
          tags,
        },
        {},
        new Scope(),
      );
    },
    close: async () => {
      await client.flush(2_000);
    },
  };
}
