/** A question that found nothing, once for each person and week. */
export interface Unanswered {
  /** Without names. */
  readonly question: string;
  /** What its telling words come down to; none twice. */
  readonly stems: readonly string[];
  /** The topic that came nearest. */
  readonly topic: string | undefined;
  /** Tells people apart and names nobody. */
  readonly person: string;
  /** Counted from any Monday. */
  readonly week: number;
  readonly askedAt: number;
}

/** Questions that ask for the same. */
export interface Gap {
  /** The one that stands for the others; then the others, the latest first. None twice. */
  readonly questions: readonly string[];
  readonly topic: string | undefined;
  readonly people: number;
  readonly weeks: number;
  readonly lastAskedAt: number;
}

/** Of the stems of the shorter question, so many are in the longer one as well. */
const sharedFrom = 0.6;
/** Where both are near to the same topic, fewer will do. */
const sharedInTopicFrom = 0.5;

/** By what they share. What most people ask for comes first, then what is asked again and again. */
export function groupGaps(asked: readonly Unanswered[]): readonly Gap[] {
  const groups: Unanswered[][] = [];
  for (const question of asked.toSorted((a, b) => b.askedAt - a.askedAt)) {
    const alike = groups.find((group) => group.some((other) => isAlike(question, other)));
    if (alike) alike.push(question);
    else groups.push([question]);
  }
  return groups
    .map(toGap)
    .sort((a, b) => b.people - a.people || b.weeks - a.weeks || b.lastAskedAt - a.lastAskedAt);
}

function isAlike(a: Unanswered, b: Unanswered): boolean {
  const shared = a.stems.filter((stem) => b.stems.includes(stem)).length;
  const isNear = a.topic !== undefined && a.topic === b.topic;
  const share = shared / Math.min(a.stems.length, b.stems.length);
  // One word in common is a subject, and not yet the same question about it.
  const isEnough = shared > 1 || Math.max(a.stems.length, b.stems.length) === 1;
  return isEnough && share >= (isNear ? sharedInTopicFrom : sharedFrom);
}

function toGap(group: readonly Unanswered[]): Gap {
  const topics = Map.groupBy(
    group.flatMap(({ topic }) => topic ?? []),
    (topic) => topic,
  );
  const [topic] = [...topics].sort(([, a], [, b]) => b.length - a.length).map(([name]) => name);
  // Whoever wrote most about it says best what it is.
  const [first, ...others] = group.toSorted((a, b) => b.stems.length - a.stems.length);
  const rest = others.toSorted((a, b) => b.askedAt - a.askedAt);
  return {
    questions: [...new Set([first, ...rest].flatMap((each) => each?.question ?? []))],
    topic,
    people: new Set(group.map(({ person }) => person)).size,
    weeks: new Set(group.map(({ week }) => week)).size,
    lastAskedAt: Math.max(...group.map(({ askedAt }) => askedAt)),
  };
}
