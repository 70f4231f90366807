import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { sortSlackError } from '../reply/slack-errors.ts';
import { withDeadline } from './people.ts';

/** The dialog that names them must be open three seconds after the press. */
const deadlineMs = 1_000;
const maxNamed = 3;

/** The names of the other organisations in a channel; none where Slack doesn't tell, or not in time. */
export async function nameOrganisations(
  client: WebClient,
  channel: string,
  teamId: string,
  log: Logger,
): Promise<readonly string[]> {
  const named = async (): Promise<readonly string[]> => {
    const { channel: info } = await client.conversations.info({ channel });
    const { connected_team_ids: connected = [] } = (info ?? {}) as {
      connected_team_ids?: string[];
    };
    const others = connected.filter((id) => id !== teamId).slice(0, maxNamed);
    const teams = await Promise.all(others.map((team) => client.team.info({ team })));
    return teams.flatMap(({ team }) => team?.name ?? []);
  };
  const names = named().catch((error: unknown) => {
    const failure = sortSlackError(error);
    // Without team:read, which may be left out, nobody is named.
    if (failure.kind !== 'installation') log.warn({ channel, ...failure }, 'could not name a team');
    return [];
  });
  return (await withDeadline(names, deadlineMs)) ?? [];
}
