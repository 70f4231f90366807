/**
 * What doesn't work without a scope of `manifest.yml`, for whoever installed the app without it. An
 * optional one, which the installer may leave out, costs one feature and no more.
 */
export const withoutScope: Readonly<Record<string, string>> = {
  'app_mentions:read': "Guidepost doesn't hear mentions in channels",
  'channels:history':
    "Guidepost can't look up a post to a public channel that Slack didn't confirm",
  'channels:join': 'Guidepost has to be invited before a public channel can have a digest',
  'channels:read': "public channels can't have digests",
  'chat:write': 'nothing can be posted: no answers to mentions, no digests',
  'chat:write.public': 'Guidepost has to be invited before a public channel can have a digest',
  commands: "there's no slash command",
  'groups:history': "Guidepost can't look up a post to a private channel that Slack didn't confirm",
  'groups:read': "private channels can't have digests",
  'im:history': "Guidepost doesn't hear direct messages",
  'im:write':
    "Guidepost can't write to anybody: no personal digests, no word when a digest has stopped",
  'team:read': "whoever shares an article with another organisation isn't told its name",
  'usergroups:read': 'user groups in DIGEST_MANAGERS and EDITORS count as empty',
  'users:read':
    "people have no names and nobody is known to be an admin, so digests can't be changed",
};

/** As `guidepost manifest --unfurl` adds them to `manifest.yml`, with what doesn't work without. */
export const withoutLinkScope: Readonly<Record<string, string>> = {
  'links:read': "links to articles aren't shown with what they lead to",
  'links:write': "links to articles aren't shown with what they lead to",
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
