import { isTyped, type Typed } from './block-shape.ts';
import { toPointer } from './json-pointer.ts';
import type { Message } from '../workspace/model.ts';
import {
  findBareLinks,
  findBareNames,
  findMarkdownLinks,
  findMarkup,
  type Entity,
} from './mrkdwn-entities.ts';

export type ActiveEntity = Entity & {
  /** A JSON pointer to the text or element it stands in. */
  readonly at: string;
  /**
   * `markup`: written in angle brackets (or as a Markdown link). `auto`: found by Slack in plain words,
   * as it does in mrkdwn without `verbatim`. `element`: a rich text element, or the URL of a button.
   */
  readonly via: 'markup' | 'auto' | 'element';
};

type Readable = Pick<Message, 'text' | 'blocks'> & Partial<Message>;

/**
 * Every mention, broadcast and link of a message that would really work. The `text` beside blocks counts
 * too: it is what notifications are made of, and whether a mention there notifies is not documented (?).
 * `mrkdwn: false` is no protection: it stops formatting, and references are not known to be stopped (?).
 */
export function activeEntities(message: Readable): readonly ActiveEntity[] {
  const hasBlocks = message.blocks !== undefined;
  const looksUpNames = message.linkNames === true || message.parse === 'full';
  return [
    ...tag(findMarkup(message.text), '/text', 'markup'),
    ...(hasBlocks ? [] : tag(findBareLinks(message.text), '/text', 'auto')),
    ...(looksUpNames ? tag(findBareNames(message.text), '/text', 'auto') : []),
    ...entitiesIn(message.blocks, '/blocks'),
    ...entitiesIn(message.attachments, '/attachments'),
  ];
}

const legacyTexts = ['text', 'pretext', 'fallback', 'footer', 'title', 'author_name', 'value'];

/** Walks blocks, elements and attachments alike; each object is asked what it means by its `type`. */
function entitiesIn(value: unknown, at: string): readonly ActiveEntity[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => entitiesIn(item, at + toPointer([index])));
  }
  if (typeof value !== 'object' || value === null) return [];
  const own = isTyped(value) ? entitiesOf(value, at) : entitiesOfAttachment(value, at);
  const below = Object.entries(value).flatMap(([key, item]) =>
    entitiesIn(item, at + toPointer([key])),
  );
  return [...own, ...below];
}

function entitiesOf(value: Typed, at: string): readonly ActiveEntity[] {
  const { text, url } = value;
  switch (value.type) {
    case 'mrkdwn':
      return entitiesOfMrkdwn(String(text), value['verbatim'] === true, at);
    case 'markdown':
      return [
        ...tag([...findMarkup(String(text)), ...findMarkdownLinks(String(text))], at, 'markup'),
        ...tag(findBareLinks(String(text)), at, 'auto'),
      ];
    case 'user':
      return tag([{ kind: 'user', id: String(value['user_id']) }], at, 'element');
    case 'usergroup':
      return tag([{ kind: 'usergroup', id: String(value['usergroup_id']) }], at, 'element');
    case 'channel':
      return tag([{ kind: 'channel', id: String(value['channel_id']) }], at, 'element');
    case 'team':
      return tag([{ kind: 'team', id: String(value['team_id']) }], at, 'element');
    case 'broadcast': {
      const range = value['range'] as 'here' | 'channel' | 'everyone';
      return tag([{ kind: 'broadcast', range }], at, 'element');
    }
    case 'date':
      return tag([{ kind: 'date', url: url as string | undefined }], at, 'element');
    default:
      return typeof url === 'string' ? tag([toLink(url, text)], at, 'element') : [];
  }
}

function toLink(url: string, text: unknown): Entity {
  const label = isTyped(text) ? text['text'] : text;
  return { kind: 'link', url, label: typeof label === 'string' ? label : undefined };
}

/** Objects without a type: the fields of attachments, which are mrkdwn, and options that link. */
function entitiesOfAttachment(value: object, at: string): readonly ActiveEntity[] {
  const fields = value as Readonly<Record<string, unknown>>;
  const texts = at.startsWith('/attachments')
    ? legacyTexts.flatMap((name) => {
        const text = fields[name];
        return typeof text === 'string' ? entitiesOfMrkdwn(text, false, `${at}/${name}`) : [];
      })
    : [];
  const { url, text } = fields;
  return typeof url === 'string' ? [...texts, ...tag([toLink(url, text)], at, 'element')] : texts;
}

function entitiesOfMrkdwn(text: string, isVerbatim: boolean, at: string): readonly ActiveEntity[] {
  const auto = isVerbatim ? [] : [...findBareLinks(text), ...findBareNames(text)];
  return [...tag(findMarkup(text), at, 'markup'), ...tag(auto, at, 'auto')];
}

function tag(
  entities: readonly Entity[],
  at: string,
  via: ActiveEntity['via'],
): readonly ActiveEntity[] {
  return entities.map((entity) => ({ ...entity, at, via }));
}
