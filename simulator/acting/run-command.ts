import { applyReply } from '../delivery/reply.ts';
import type { Delivery, Outgoing } from '../delivery/outgoing.ts';
import type { ResponseTarget } from '../delivery/response-urls.ts';
import type { Installation } from '../installation.ts';
import type { SlashCommand } from '../manifest.ts';
import type { Parts } from '../parts.ts';
import { channelNameInPayload } from '../web-api/api-objects.ts';
import { SlackError } from '../web-api/slack-error.ts';
import { markUpTyped } from '../workspace/typed-text.ts';
import { slackbotId } from '../workspace/slackbot.ts';
import type { Stage } from './stage.ts';

export interface CommandUse {
  readonly user: string;
  readonly channel: string;
  /** With its slash. */
  readonly command: string;
  /** As typed. */
  readonly text: string;
}

/**
 * Types a command. Slack shows the person an error when the app is late, unreachable or answers nonsense;
 * that message is in the channel, for them alone.
 */
export async function runCommand(use: CommandUse, stage: Stage): Promise<Delivery> {
  const { workspace, installation } = stage.parts;
  const user = workspace.user(use.user);
  const known = findCommand(use.command, installation);
  if (!workspace.channel(use.channel).members.has(user.id)) {
    throw new Error(`${user.name} is not in that channel, so there is nowhere to type`);
  }
  // A Slack Connect guest has the commands of their own workspace only.
  const isOffered = known !== undefined && user.teamId === workspace.team.id;
  const outgoing = buildCommand(use, stage.parts);
  if (!isOffered) return refuse(use, stage, outgoing, 'not_a_valid_command');
  const delivery = await stage.send(outgoing);
  const target = targetOf(use, String(outgoing.body['trigger_id']));
  const error = delivery.ok ? applyAnswer(delivery.body, target, stage) : delivery.error;
  if (error === undefined) return delivery;
  tell(use, stage, `${use.command} failed with the error "${error}"`);
  return { ...delivery, ok: false, error };
}

/** The payload of a command, with a fresh response URL and trigger. */
export function buildCommand(use: CommandUse, parts: Parts): Outgoing {
  const { workspace, installation, responseUrls, triggers } = parts;
  const { team } = workspace;
  const shouldEscape = findCommand(use.command, installation)?.should_escape ?? false;
  const trigger = triggers.issue(use.user);
  const body = {
    token: installation.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: use.channel,
    channel_name: channelNameInPayload(workspace.channel(use.channel)),
    user_id: use.user,
    user_name: workspace.user(use.user).name,
    command: use.command,
    text: shouldEscape ? markUpTyped(use.text, workspace, 'command') : use.text,
    api_app_id: installation.appId,
    is_enterprise_install: 'false',
    response_url: responseUrls.issue('commands', team.id, targetOf(use, trigger)),
    trigger_id: trigger,
  };
  return { kind: 'command', name: use.command, body };
}

function targetOf({ channel, user }: CommandUse, command: string): ResponseTarget {
  return { channel, user, messageTs: undefined, command };
}

function findCommand(name: string, { manifest }: Installation): SlashCommand | undefined {
  return manifest.features.slash_commands.find(({ command }) => command === name);
}

/** Posts what the acknowledgement says. Returns Slack's code when it cannot. */
function applyAnswer(
  answer: unknown,
  target: ResponseTarget,
  { parts }: Stage,
): string | undefined {
  if (answer === undefined) return undefined;
  const reply = typeof answer === 'string' ? { text: answer } : answer;
  try {
    applyReply(reply, target, parts);
    return undefined;
  } catch (error) {
    if (error instanceof SlackError) return error.code;
    throw error;
  }
}

function refuse(use: CommandUse, stage: Stage, sent: Outgoing, error: string): Delivery {
  tell(use, stage, `${use.command} is not a valid command.`);
  return { ok: false, error, status: undefined, body: undefined, ms: 0, noRetry: false, sent };
}

function tell({ user, channel }: CommandUse, { parts }: Stage, text: string): void {
  parts.workspace.post({ channel, user: slackbotId, text, ephemeralTo: user });
}
