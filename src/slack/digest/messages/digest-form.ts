import type { InputBlock, KnownBlock, View } from '@slack/types';
import { weekdayNames } from '../../../digest/parse-schedule-words.ts';
import { timeZones } from '../../../digest/parse-time-zone.ts';
import { defaultSettings, type Subscription } from '../../../digest/subscription.ts';
import { digestButton, pauseButton } from './digest-buttons.ts';
import { field, formModal, inGroups, option } from '../../reply/form.ts';
import { weekdayName } from './digest-words.ts';
import { nameOutsiders } from '../../reply/words.ts';
import { actions, context, plain, present } from '../../reply/rich-text.ts';

export const digestFormId = 'digest_subscribe';

/** What the form asks, by the id of each answer. */
export const formFields = {
  channel: 'digest_channel',
  topics: 'digest_topics',
  weekday: 'digest_weekday',
  time: 'digest_time',
  timeZone: 'digest_time_zone',
  empty: 'digest_empty',
  upkeep: 'digest_upkeep',
} as const;

export interface DigestFormView {
  /** Undefined for a person's own. */
  readonly channelId: string | undefined;
  /** The organisations that share the channel, as far as they have names; undefined where none does. */
  readonly outsiders?: readonly string[] | undefined;
  /** As it stands; undefined for a new one. */
  readonly living: Subscription | undefined;
  /** Of the person. */
  readonly timeZone: string | undefined;
  /** The topics there are, most used first. */
  readonly tags: readonly string[];
}

// Slack's limits: docs.slack.dev, "Block Kit".
const maxOptions = 100;
const maxOptionChars = 75;
export const digestFormTitle = 'Weekly digest';
const upkeepLabel = 'What was asked most, an article past its date, an open question';

/** The same questions as the command, with answers filled in. */
export function renderDigestForm(form: DigestFormView): View {
  const { channelId, outsiders, living, tags } = form;
  const settings = living?.settings ?? defaultSettings(form.timeZone);
  const { schedule, topics, evenIfEmpty, withUpkeep } = settings;
  return formModal({
    id: digestFormId,
    title: digestFormTitle,
    submit: living ? 'Change' : 'Subscribe',
    blocks: present<KnownBlock>(
      outsiders &&
        context(`${nameOutsiders(outsiders)} are in this channel and will read the digest.`),
      channelId !== undefined && channelField(channelId),
      topicsField(tags, topics),
      weekdayField(schedule.weekday),
      field('Time', {
        type: 'timepicker',
        action_id: formFields.time,
        initial_time: schedule.time,
      }),
      timeZoneField(schedule.timeZone),
      checkbox('Quiet weeks', formFields.empty, 'Send it even when nothing is new', evenIfEmpty),
      checkbox('At the end', formFields.upkeep, upkeepLabel, withUpkeep),
      // Without changing anything else.
      living &&
        actions(
          pauseButton(living.standing.kind, living.channelId),
          digestButton('End', 'unsubscribe', living.channelId),
        ),
    ),
  });
}

function channelField(channelId: string): InputBlock {
  return field('Channel', {
    type: 'conversations_select',
    action_id: formFields.channel,
    initial_conversation: channelId,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
  });
}

function topicsField(tags: readonly string[], chosen: readonly string[]): InputBlock | undefined {
  const options = [...new Set([...chosen, ...tags])]
    .filter((tag) => tag.length <= maxOptionChars)
    .slice(0, maxOptions)
    .map((tag) => option(tag, tag));
  if (options.length === 0) return undefined;
  const initial = options.filter(({ value }) => value !== undefined && chosen.includes(value));
  const menu = {
    type: 'multi_static_select',
    action_id: formFields.topics,
    placeholder: plain('All topics'),
    options,
    ...(initial.length > 0 && { initial_options: initial }),
  } as const;
  const hint = plain('Choose none to hear about everything.');
  return field('Topics', menu, { optional: true, hint });
}

function weekdayField(weekday: number): InputBlock {
  const asOption = (day: number) => option(weekdayName(day), String(day));
  return field('Day', {
    type: 'static_select',
    action_id: formFields.weekday,
    options: weekdayNames.map((_, index) => asOption(index + 1)),
    initial_option: asOption(weekday),
  });
}

/** Every zone, in groups that Slack's limit allows; people find theirs by typing. */
function timeZoneField(timeZone: string): InputBlock {
  const asOption = (zone: string) => option(zone.replaceAll('_', ' '), zone);
  const zones = timeZones.includes(timeZone) ? timeZones : [timeZone, ...timeZones];
  const byRegion = Map.groupBy(zones, (zone) => zone.split('/')[0] ?? zone);
  const groups = [...byRegion].flatMap(([region, members]) =>
    inGroups(members, maxOptions).map((part, index) => ({
      label: plain(index === 0 ? region : `${region}, continued`),
      options: part.map(asOption),
    })),
  );
  return field('Time zone', {
    type: 'static_select',
    action_id: formFields.timeZone,
    option_groups: groups,
    initial_option: asOption(timeZone),
  });
}

function checkbox(about: string, action_id: string, label: string, isOn: boolean): InputBlock {
  const options = [option(label, action_id)];
  const initial = isOn && { initial_options: options };
  return field(about, { type: 'checkboxes', action_id, options, ...initial }, { optional: true });
}
