import type { Clock } from './clock.ts';
import type { SocketHub } from './delivery/socket-hub.ts';
import type { ResponseUrls } from './delivery/response-urls.ts';
import type { Triggers } from './delivery/triggers.ts';
import type { Installation } from './installation.ts';
import type { Views } from './workspace/views.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What the Web API and the people's actions both work on. */
export interface Parts {
  readonly workspace: Workspace;
  readonly installation: Installation;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly sockets: SocketHub;
  readonly now: Clock;
}
