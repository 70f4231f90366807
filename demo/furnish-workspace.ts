import type { LocalSlack } from '../simulator/create-local-slack.ts';
import type { NewUser } from '../simulator/workspace/workspace.ts';

/** The ids of the people one can act as; the first is where the page begins. */
export type Cast = readonly [string, ...string[]];

/** A small team with a question in the air: four people of four kinds, three channels of three kinds. */
export function furnishWorkspace(slack: LocalSlack): Cast {
  const { workspace, installation } = slack;
  // As the page shows them: nobody has chosen another name.
  const displayName = '';
  const person = (rest: NewUser): string => workspace.addUser({ displayName, ...rest }).id;
  const ada = person({ name: 'ada', realName: 'Ada Lindqvist', kind: 'admin' });
  const mia = person({ name: 'mia', realName: 'Mia Brandt', timeZone: 'Europe/London' });
  const gus = person({ name: 'gus', realName: 'Gus Ferrari', kind: 'guest' });
  const sam = person({
    name: 'sam',
    realName: 'Sam Okafor (Northwind)',
    kind: 'stranger',
    teamName: 'Northwind',
    timeZone: 'America/New_York',
  });

  const channel = (name: string, members: readonly string[], rest: object = {}): string =>
    workspace.addChannel({ name, members, creator: ada, ...rest }).id;
  const backend = channel('backend', [ada, mia, gus]);
  const incidents = channel('incidents', [ada, mia], { kind: 'private' });
  const partners = channel('partner-northwind', [ada, mia, gus, sam], { isExtShared: true });
  for (const person of [ada, mia, gus]) {
    workspace.openDirectMessage([installation.botUserId, person]);
  }
  slack.inviteBot(backend);
  slack.inviteBot(partners);

  const says = (user: string, channel: string, text: string): void => {
    workspace.post({ channel, user, text });
  };
  says(
    gus,
    backend,
    'The payment API timed out again last night, and our workers hammered it for an hour.',
  );
  // True of whatever folder the demo is opened with.
  says(mia, backend, 'Did we write that down? Type `/guide` and your question.');
  says(ada, incidents, 'Post-mortem is on Monday. Guidepost isn’t in this channel yet.');
  says(sam, partners, 'Hello from Northwind. We share this channel, not your workspace.');
  return [ada, mia, gus, sam];
}
