import { z } from 'zod';
import { validateView } from '../../block-kit/validate-blocks.ts';
import type { Parts } from '../../parts.ts';
import type { NewView, View } from '../../workspace/views.ts';
import { parseJson } from '../arguments.ts';
import { defineMethod } from '../method.ts';
import { SlackError, withProblems } from '../slack-error.ts';

// Documented as 250 kB.
const maxViewBytes = 250_000;

export const viewsOpen = defineMethod({
  name: 'views.open',
  token: 'bot',
  scopes: [],
  tier: 4,
  args: z.object({ trigger_id: z.string(), view: z.unknown().optional() }),
  run: (args, parts) => {
    const view = readView(args.view, 'modal', parts);
    const user = parts.triggers.exchange(args.trigger_id);
    return tell(parts, user, parts.views.open(user, view));
  },
});

export const viewsPush = defineMethod({
  name: 'views.push',
  token: 'bot',
  scopes: [],
  tier: 4,
  args: z.object({ trigger_id: z.string(), view: z.unknown().optional() }),
  run: (args, parts) => {
    const view = readView(args.view, 'modal', parts);
    const user = parts.triggers.exchange(args.trigger_id);
    const pushed = parts.views.push(user, view);
    if (pushed === undefined) throw new SlackError('push_limit_reached');
    return tell(parts, user, pushed);
  },
});

export const viewsUpdate = defineMethod({
  name: 'views.update',
  token: 'bot',
  scopes: [],
  tier: 4,
  args: z.object({
    view: z.unknown().optional(),
    view_id: z.string().optional(),
    external_id: z.string().optional(),
    hash: z.string().optional(),
  }),
  run: (args, parts) => {
    const current = parts.views.find(args.view_id ?? args.external_id ?? '');
    if (current === undefined) throw new SlackError('not_found');
    if (args.hash !== undefined && args.hash !== current.hash)
      throw new SlackError('hash_conflict');
    const view = readView(args.view, current.type, parts, current.external_id);
    const updated = parts.views.update(current, view);
    return tell(parts, parts.views.ownerOf(current.id) ?? '', updated);
  },
});

export const viewsPublish = defineMethod({
  name: 'views.publish',
  token: 'bot',
  scopes: [],
  tier: 4,
  args: z.object({
    user_id: z.string(),
    view: z.unknown().optional(),
    hash: z.string().optional(),
  }),
  run: (args, parts) => {
    const { app_home: appHome } = parts.installation.manifest.features;
    if (!appHome.home_tab_enabled) throw new SlackError('not_enabled');
    if (!parts.workspace.users.has(args.user_id)) throw new SlackError('user_not_found');
    const current = parts.views.home(args.user_id);
    if (args.hash !== undefined && args.hash !== current?.hash)
      throw new SlackError('hash_conflict');
    const view = readView(args.view, 'home', parts, current?.external_id);
    return tell(parts, args.user_id, parts.views.publish(args.user_id, view));
  },
});

/** Checks a view; throws the `SlackError` that Slack would answer. `ownExternalId` may be taken. */
export function readView(
  given: unknown,
  kind: 'modal' | 'home',
  { views }: Parts,
  ownExternalId = '',
): NewView {
  const view = parseJson(given);
  const problems = validateView(view, kind);
  if (problems.length > 0) throw withProblems('invalid_arguments', problems);
  if (Buffer.byteLength(JSON.stringify(view)) > maxViewBytes)
    throw new SlackError('view_too_large');
  const valid = view as NewView;
  const externalId = valid.external_id ?? '';
  if (externalId !== '' && externalId !== ownExternalId && views.find(externalId) !== undefined) {
    throw new SlackError('duplicate_external_id');
  }
  return valid;
}

function tell({ workspace }: Parts, user: string, view: View): { view: View } {
  workspace.announce({ kind: 'viewsChanged', user });
  return { view };
}
