import type { Typed } from '../block-kit/block-shape.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Installation } from '../installation.ts';
import { withGeneratedIds } from '../block-kit/generated-ids.ts';

export type ElementState = Readonly<Record<string, unknown>>;
export type StateValues = Readonly<Record<string, Readonly<Record<string, ElementState>>>>;

/** A modal or a Home tab as Slack keeps it: what the app sent, and what Slack adds. */
export interface View {
  readonly id: string;
  readonly team_id: string;
  readonly app_id: string;
  readonly app_installed_team_id: string;
  readonly bot_id: string;
  readonly type: 'modal' | 'home';
  readonly title: Typed | null;
  readonly submit: Typed | null;
  readonly close: Typed | null;
  readonly blocks: readonly Typed[];
  readonly private_metadata: string;
  readonly callback_id: string;
  readonly external_id: string;
  readonly clear_on_close: boolean;
  readonly notify_on_close: boolean;
  readonly state: { readonly values: StateValues };
  readonly hash: string;
  readonly root_view_id: string;
  readonly previous_view_id: string | null;
}

/** What the app sends; checked before it comes here. */
export type NewView = Partial<View> & Pick<View, 'type' | 'blocks'>;

const maxStack = 3;

/** Which modals and Home tabs people have before them. */
export class Views {
  readonly #stacks = new Map<string, readonly View[]>();
  readonly #homes = new Map<string, View>();
  readonly #ids: Ids;
  readonly #now: Clock;
  readonly #installation: Installation;
  readonly #teamId: string;

  constructor(deps: { ids: Ids; now: Clock; installation: Installation; teamId: string }) {
    this.#ids = deps.ids;
    this.#now = deps.now;
    this.#installation = deps.installation;
    this.#teamId = deps.teamId;
  }

  /** The modals open for a person, the one on top last. */
  modals(user: string): readonly View[] {
    return this.#stacks.get(user) ?? [];
  }

  home(user: string): View | undefined {
    return this.#homes.get(user);
  }

  /** Opens a modal in place of any other. */
  open(user: string, view: NewView): View {
    const opened = this.#complete(view, undefined);
    this.#stacks.set(user, [opened]);
    return opened;
  }

  /** Undefined when three are open already. */
  push(user: string, view: NewView): View | undefined {
    const stack = this.modals(user);
    if (stack.length >= maxStack) return undefined;
    const pushed = this.#complete(view, stack.at(-1));
    this.#stacks.set(user, [...stack, pushed]);
    return pushed;
  }

  publish(user: string, view: NewView): View {
    const before = this.#homes.get(user);
    const published = this.#complete(view, undefined);
    const home = { ...published, id: before?.id ?? published.id };
    this.#homes.set(user, { ...home, root_view_id: home.id });
    return { ...home, root_view_id: home.id };
  }

  /** Replaces an open modal or a Home tab, keeping what people typed into blocks that stay. */
  update(current: View, view: NewView): View {
    const completed = this.#complete(view, undefined);
    const updated: View = {
      ...completed,
      id: current.id,
      root_view_id: current.root_view_id,
      previous_view_id: current.previous_view_id,
      state: current.state,
    };
    this.#replace(current.id, updated);
    return updated;
  }

  setState(id: string, values: StateValues): void {
    const view = this.find(id);
    if (view !== undefined) this.#replace(id, { ...view, state: { values } });
  }

  /** By its id or the app's own `external_id`. */
  find(id: string): View | undefined {
    const all = [...[...this.#stacks.values()].flat(), ...this.#homes.values()];
    return all.find((view) => view.id === id || (id !== '' && view.external_id === id));
  }

  ownerOf(id: string): string | undefined {
    for (const [user, stack] of this.#stacks) {
      if (stack.some((view) => view.id === id)) return user;
    }
    return [...this.#homes].find(([, view]) => view.id === id)?.[0];
  }

  /** Takes the modal on top away, or all of them. */
  close(user: string, { all = false } = {}): void {
    this.#stacks.set(user, all ? [] : this.modals(user).slice(0, -1));
  }

  #replace(id: string, view: View): void {
    for (const [user, stack] of this.#stacks) {
      this.#stacks.set(
        user,
        stack.map((open) => (open.id === id ? view : open)),
      );
    }
    for (const [user, home] of this.#homes) if (home.id === id) this.#homes.set(user, view);
  }

  #complete(view: NewView, below: View | undefined): View {
    const id = this.#ids.next('V');
    return {
      team_id: this.#teamId,
      app_id: this.#installation.appId,
      app_installed_team_id: this.#teamId,
      bot_id: this.#installation.botId,
      title: null,
      submit: null,
      close: null,
      private_metadata: '',
      callback_id: '',
      external_id: '',
      clear_on_close: false,
      notify_on_close: false,
      state: { values: {} },
      ...view,
      blocks: withGeneratedIds(view.blocks, this.#ids),
      id,
      hash: `${Math.floor(this.#now().getTime() / 1000)}.${this.#ids.secret(8)}`,
      root_view_id: below?.root_view_id ?? id,
      previous_view_id: below?.id ?? null,
    };
  }
}
