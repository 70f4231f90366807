import { channelNameInPayload } from '../web-api/api-objects.ts';
import type { Parts } from '../parts.ts';

/** The fields of every interaction payload. */
export function interactionBase({ workspace, installation, triggers }: Parts, userId: string) {
  const user = workspace.user(userId);
  const { team } = workspace;
  return {
    team: { id: team.id, domain: team.domain },
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: installation.appId,
    token: installation.verificationToken,
    trigger_id: triggers.issue(userId),
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function channelInPayload({ workspace }: Parts, channelId: string) {
  const channel = workspace.channel(channelId);
  return { id: channel.id, name: channelNameInPayload(channel) };
}
