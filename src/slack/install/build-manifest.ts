import { isSeq, parseDocument, type Document } from 'yaml';

export interface ManifestChoices {
  /** Where Slack reaches the bot over HTTP, without a path; without it, the bot opens a socket. */
  readonly url?: string | undefined;
  /** Such as `/kb`. */
  readonly command?: string | undefined;
  readonly name?: string | undefined;
  /** Domains whose links are shown with what they lead to; Slack allows five. */
  readonly unfurl?: readonly string[] | undefined;
}

export const usualCommand = '/guide';
const eventsPath = '/slack/events';

/** `manifest.yml` for one installation, with its comments but the first, which are about the file. */
export function buildManifest(
  text: string,
  { url, command, name, unfurl = [] }: ManifestChoices,
): Document {
  const manifest = parseDocument(text.replace(/^(?:#.*\n)+/, ''));
  if (name !== undefined) {
    manifest.setIn(['display_information', 'name'], name);
    manifest.setIn(['features', 'bot_user', 'display_name'], handleOf(name));
  }
  if (command !== undefined) {
    const description = String(manifest.getIn(['display_information', 'description']));
    manifest.setIn(
      ['display_information', 'description'],
      description.replaceAll(usualCommand, command),
    );
    manifest.setIn(['features', 'slash_commands', 0, 'command'], command);
  }
  if (url !== undefined) {
    const address = `${url.replace(/\/+$/, '')}${eventsPath}`;
    manifest.setIn(['settings', 'socket_mode_enabled'], false);
    manifest.setIn(['settings', 'event_subscriptions', 'request_url'], address);
    manifest.setIn(['settings', 'interactivity', 'request_url'], address);
    // Where articles are suggested from while somebody types.
    manifest.setIn(['settings', 'interactivity', 'message_menu_options_url'], address);
    manifest.setIn(['features', 'slash_commands', 0, 'url'], address);
  }
  if (unfurl.length > 0) {
    manifest.setIn(['features', 'unfurl_domains'], manifest.createNode(unfurl));
    for (const { under, name: added, why } of forLinks) {
      const node = manifest.createNode(added);
      node.commentBefore = ` ${why}`;
      const list = manifest.getIn(under);
      if (isSeq(list)) list.add(node);
    }
  }
  return manifest;
}

const scopes = ['oauth_config', 'scopes', 'bot'];
const forLinks = [
  { under: scopes, name: 'links:read', why: 'To hear of links to articles, and of no others.' },
  { under: scopes, name: 'links:write', why: 'To show what such a link leads to.' },
  {
    under: ['settings', 'event_subscriptions', 'bot_events'],
    name: 'link_shared',
    why: 'Somebody posted a link to an article.',
  },
];

/** Opens Slack's form for a new app, filled in with this manifest. */
export function linkToForm(manifest: unknown): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
}

/** The name people mention, in the few characters that Slack allows. */
function handleOf(name: string): string {
  const handle = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return handle === '' ? 'guidepost' : handle;
}
