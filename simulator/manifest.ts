import { z } from 'zod';

const command = z.looseObject({
  command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
  description: z.string(),
  url: z.string().optional(),
  usage_hint: z.string().optional(),
  should_escape: z.boolean().default(false),
});

const shortcut = z.looseObject({
  type: z.enum(['message', 'global']),
  callback_id: z.string(),
  name: z.string(),
  description: z.string(),
});

const manifestSchema = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  features: z
    .looseObject({
      bot_user: z.looseObject({ display_name: z.string() }).optional(),
      slash_commands: z.array(command).default([]),
      shortcuts: z.array(shortcut).default([]),
      unfurl_domains: z.array(z.string()).max(5).default([]),
      app_home: z
        .looseObject({
          home_tab_enabled: z.boolean().default(false),
          messages_tab_enabled: z.boolean().default(false),
          messages_tab_read_only_enabled: z.boolean().default(false),
        })
        .prefault({}),
    })
    .prefault({}),
  oauth_config: z
    .looseObject({
      scopes: z.looseObject({ bot: z.array(z.string()).default([]) }).prefault({}),
    })
    .prefault({}),
  settings: z
    .looseObject({
      event_subscriptions: z
        .looseObject({ bot_events: z.array(z.string()).default([]) })
        .prefault({}),
      interactivity: z.looseObject({ is_enabled: z.boolean().default(false) }).prefault({}),
      socket_mode_enabled: z.boolean().default(false),
    })
    .prefault({}),
});

/** What the simulator reads of an app manifest; the rest is kept and ignored. */
export type Manifest = z.infer<typeof manifestSchema>;
export type SlashCommand = Manifest['features']['slash_commands'][number];

/** Throws a `ZodError` that names every field that is wrong. */
export function parseManifest(manifest: unknown): Manifest {
  return manifestSchema.parse(manifest);
}
