/** Words that carry no subject anywhere: left out of the index and of questions. */
export const stopWords: ReadonlySet<string> = new Set(
  `a an and are as at be but by for if in into is it no not of on or such that the their then there
  these they this to was will with`.split(/\s+/),
);

/** Words that ask rather than name what is asked about: left out of questions only. */
export const questionWords: ReadonlySet<string> = new Set(
  `a about again all also am an and any anybody anyone anything are as ask at be been before being
  between both but by can can't cannot could couldn't did didn't do does doesn't doing don't down
  during each else etc ever explain few find for from further get gets getting give given go goes
  going got had has have having he hello help her here hers hey hi him his how how's i i'd i'll i'm
  i've if in into is isn't it it's its itself just kind know let let's like look looking made many
  may maybe me mean means might mine more most much must my myself need needed needs no nor not now
  of off on once one ones only or other ought our ours out over own please possible quite rather
  really regarding same shall she should shouldn't show so some somebody someone something such
  suggest tell than thank thanks that that's the their theirs them then there there's these they
  they're thing things this those through to too under until up upon us use used using very want
  wants was wasn't way ways we we're we've well were what what's when when's where where's whether
  which while who who's whom whose why why's will with without won't wonder wondering would
  wouldn't you you're your yours`.split(/\s+/),
);
