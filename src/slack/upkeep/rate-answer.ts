import { findAnswer } from '../../answers/answer-text.ts';
import { unhelpfulReasons } from '../../upkeep/upkeep-store.ts';
import { actionIds } from '../app/action-ids.ts';
import { settingOf } from '../ask/asking.ts';
import { findMarked, markOf, parseAnswerState } from '../ask/button-values.ts';
import type { Feature } from '../app/feature.ts';
import type { Listener } from '../receive/interaction.ts';
import {
  notHelpfulFields,
  notHelpfulId,
  renderNotHelpfulForm,
  renderRated,
} from './messages/not-helpful-form.ts';
import { canAskOwner } from './ask-owner.ts';
import type { UpkeepDeps } from './upkeep-deps.ts';

/** "Helpful" and "Not helpful": kept without who said so, once for each person and answer. */
export function createRateAnswer(deps: UpkeepDeps): Feature {
  const { store, library, topicOwners, answerer, now } = deps;

  const parse = (value: string) => {
    const state = parseAnswerState(value);
    const article = state && findMarked(library().articles, state.article);
    if (state === undefined || article === undefined) return undefined;
    const { slug } = article;
    return { state, slug, answer: `${markOf(state.question.toLowerCase())}:${slug}` };
  };

  const helpful: Listener = async (press) => {
    const rated = parse(press.value);
    if (rated === undefined) {
      await press.respond(renderRated('gone'));
      return 'article gone';
    }
    const { state, slug, answer } = rated;
    const isNew = await store.rate(press.user, { answer, slug, helpful: true }, now());
    // What everybody sees keeps its buttons for the others.
    const isOwn = press.view !== undefined || press.isEphemeral || press.channel.startsWith('D');
    if (isOwn) {
      const { message } = await answerer.answerState(state, { ...settingOf(press), isRated: true });
      await press.respond(message, 'inPlace');
    } else {
      await press.respond(renderRated(isNew ? 'rated' : 'ratedBefore'));
    }
    return isNew ? 'helpful' : 'rated before';
  };

  const notHelpful: Listener = async ({ show }) => {
    await show(renderNotHelpfulForm());
    return 'not helpful form';
  };

  const submit: Listener = async ({ user, origin, values, respond, refuse }) => {
    const chosen = values[notHelpfulFields.reason]?.selected_option?.value;
    const note = values[notHelpfulFields.note]?.value?.trim() ?? '';
    const reason = unhelpfulReasons.find((each) => each === chosen);
    if (reason === undefined) {
      await refuse({ [notHelpfulFields.reason]: 'Choose what’s wrong with it.' });
      return 'no reason';
    }
    const kept = origin().value;
    const rated = parse(kept);
    if (rated === undefined) {
      await respond(renderRated('gone'));
      return 'article gone';
    }
    const { state, slug, answer } = rated;
    const rating = { answer, slug, helpful: false, reason, ...(note !== '' && { note }) };
    const isNew = await store.rate(user, rating, now());
    const found = await findAnswer(library(), state.question, state, { offset: 0, limit: 1 });
    const next = canAskOwner(library(), topicOwners, found) ? kept : undefined;
    await respond(renderRated(isNew ? 'rated' : 'ratedBefore', next));
    return isNew ? `not helpful: ${reason}` : 'rated before';
  };

  return {
    buttons: { [actionIds.helpful]: helpful, [actionIds.notHelpful]: notHelpful },
    forms: { [notHelpfulId]: submit },
  };
}
