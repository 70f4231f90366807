import { config } from 'dotenv';

/** The environment with what `.env` in the working directory adds to it. The environment wins. */
export function readEnv(): Readonly<Record<string, string | undefined>> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined) env[name] = value;
  }
  config({ processEnv: env, quiet: true });
  return env;
}
