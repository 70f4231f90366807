import type { ReactNode } from 'react';
import type { ChannelView, PersonView } from './api.ts';
import { Avatar } from './avatar.tsx';
import { useScreen } from './context.ts';

const roleNames: Readonly<Record<PersonView['role'], string>> = {
  admin: 'admin',
  member: 'member',
  guest: 'guest',
  outsider: 'another organisation',
  app: 'app',
};

/** Where the app shows itself, beside the ids of channels. */
export const homePlace = 'home';

/** Whom one acts as, and where one can go as that person. */
export function Sidebar({
  here,
  unread,
  go,
  actAs,
}: {
  /** The channel that is shown. */
  readonly here: string;
  readonly unread: ReadonlySet<string>;
  readonly go: (channel: string) => void;
  readonly actAs: (id: string) => void;
}): ReactNode {
  const { view } = useScreen();
  const channels = view.channels.filter(({ kind }) => kind !== 'direct');
  const direct = view.channels.filter(({ kind }) => kind === 'direct');
  const link = (channel: ChannelView): ReactNode => (
    <PlaceLink
      key={channel.id}
      isHere={channel.id === here}
      isUnread={unread.has(channel.id)}
      go={() => {
        go(channel.id);
      }}
    >
      <span className={`sign ${signOf(channel)}`} aria-hidden="true" /> {channel.name}
      {channel.isShared && <span className="sr-only"> (shared)</span>}
    </PlaceLink>
  );
  return (
    <nav className="sidebar" aria-label="Workspace">
      <p className="team">{view.team}</p>
      <h2>Channels</h2>
      <ul>{channels.map(link)}</ul>
      {view.people.some(({ id, role }) => id === view.me && role !== 'outsider') && (
        <>
          <h2>Apps</h2>
          <ul>
            <PlaceLink
              isHere={here === homePlace}
              isUnread={false}
              go={() => {
                go(homePlace);
              }}
            >
              <span className="sign" aria-hidden="true">
                ⌂
              </span>{' '}
              Home
            </PlaceLink>
          </ul>
        </>
      )}
      {direct.length > 0 && (
        <>
          <h2>Direct messages</h2>
          <ul>{direct.map(link)}</ul>
        </>
      )}
      <fieldset>
        <legend>You are</legend>
        {view.cast.map((id) => {
          const person = view.people.find((candidate) => candidate.id === id);
          return (
            <label key={id}>
              <input
                type="radio"
                name="me"
                value={id}
                checked={id === view.me}
                onChange={() => {
                  actAs(id);
                }}
              />
              <Avatar id={id} />
              <span>
                {person?.realName}
                <small>{person && roleNames[person.role]}</small>
              </span>
            </label>
          );
        })}
      </fieldset>
    </nav>
  );
}

function PlaceLink({
  isHere,
  isUnread,
  go,
  children,
}: {
  readonly isHere: boolean;
  readonly isUnread: boolean;
  readonly go: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <li>
      <button
        type="button"
        aria-current={isHere ? 'page' : undefined}
        className={isUnread ? 'unread' : undefined}
        onClick={go}
      >
        {children}
        {isUnread && <span className="sr-only"> (new messages)</span>}
      </button>
    </li>
  );
}

/** The stylesheet draws it. */
function signOf({ kind, isShared }: ChannelView): string {
  return isShared ? 'shared' : kind;
}
