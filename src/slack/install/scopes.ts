/**
 * What doesn't work without a scope of `manifest.yml`, for whoever installed the app without it. An
 * optional one, which the installer may leave out, costs one feature and no more.
 */
export const withoutScope: Readonly<Record<string, string>> = {
  'app_mentions:read': 'mentions in channels are not heard',
  'channels:history': 'a post to a public channel that Slack did not confirm cannot be looked up',
  'channels:join': 'digests in public channels need an invitation first',
  'channels:read': 'digests in public channels cannot be set up',
  'chat:write': 'nothing can be posted: no answers to mentions, no digests',
  'chat:write.public': 'digests in public channels need an invitation first',
  commands: 'the slash command does not exist',
  'groups:history': 'a post to a private channel that Slack did not confirm cannot be looked up',
  'groups:read': 'digests in private channels cannot be set up',
  'im:history': 'direct messages are not heard',
  'im:write': 'nobody can be written to: no personal digests, no word when a digest has stopped',
  'team:read': 'whoever shares an article with another organisation is not told its name',
  'usergroups:read': 'user groups in DIGEST_MANAGERS and EDITORS count as empty',
  'users:read':
    'people have no names, and nobody is known to be an admin: digests cannot be changed',
};

/** As `guidepost manifest --unfurl` adds them to `manifest.yml`, with what doesn't work without. */
export const withoutLinkScope: Readonly<Record<string, string>> = {
  'links:read': 'links to articles are not shown with what they lead to',
  'links:write': 'links to articles are not shown with what they lead to',
};

/** The scopes that were not granted, with what is lost; `granted` as Slack tells it. */
export function listMissingScopes(
  granted: readonly string[],
  unfurlsLinks: boolean,
): readonly { readonly scope: string; readonly loss: string }[] {
  return Object.entries({ ...withoutScope, ...(unfurlsLinks && withoutLinkScope) })
    .filter(([scope]) => !granted.includes(scope))
    .map(([scope, loss]) => ({ scope, loss }));
}

/** As `bot_optional` in the manifest. */
export const optionalScopes: readonly string[] = [
  'chat:write.public',
  'team:read',
  'usergroups:read',
];
