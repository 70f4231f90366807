import type { FormListener } from '../app/feature.ts';
import type { Library } from '../../answers/library.ts';
import { createDigestCommand, type AnswerDigestCommand } from './digest-command.ts';
import { createDigestDesk, type DigestDesk, type DigestDeskDeps } from './digest-desk.ts';
import {
  createChannelChanges,
  type ChannelChanges,
  type ChannelChangesDeps,
} from './channel-changes.ts';
import type { ComposeDigest } from './compose-digest.ts';
import { createDigestFormListener } from './submit-digest-form.ts';

export interface DigestListenersDeps extends DigestDeskDeps {
  readonly isMended: ChannelChangesDeps['isMended'];
  readonly managers: ChannelChangesDeps['managers'];
  readonly library: () => Library;
  readonly composeDigest: ComposeDigest;
}

/** Everything about digests that Slack sends us. */
export interface DigestListeners {
  readonly command: AnswerDigestCommand;
  readonly desk: DigestDesk;
  readonly form: FormListener;
  readonly channels: ChannelChanges;
}

export function createDigestListeners(deps: DigestListenersDeps): DigestListeners {
  const desk = createDigestDesk(deps);
  return {
    command: createDigestCommand({ ...deps, desk }),
    desk,
    form: createDigestFormListener({ ...deps, desk }),
    channels: createChannelChanges(deps),
  };
}
