/**
 * Words that people write to each other and hardly ever into articles. When no article has one, it
 * only asks. Derived, not chosen: of 71,000 messages of four public communities of developers
 * (Clojure, Elm and Racket on Slack, Linux on IRC), words in at least one of 10,000 messages and in
 * three of the four, at least eight times as frequent there as in 2.2 million words of abstracts, a
 * handbook and a manual (a message taken for twenty words); from half as frequent words in two of
 * them those that are exclamations, shortened or polite. Stop words and those of `general-words.ts`
 * aside, and whatever somebody may ask for was taken out by hand: things, tools and what one does
 * with them.
 */
export const chatWords: ReadonlySet<string> = new Set(
  `aah absolutely absurd actually admit admittedly afaict afaik afair afk ago agree ah aha ahh
  ahhh aint alot alright amazing annoying anyhow anymore anyway anyways apologies apologize
  apparently appreciate appreciated argh arguably around asap asked asking assuming atleast atm
  awesome awful awhile awkward aye bad bah barely basically believe beware bigger bizarre blah
  bleh bored boring bother bothered bothering brb brilliant btw bummer bunch cares certainly
  cheers clever clue complain complaining complains confused confusing convinced cool couple
  crap crappy crazy curiosity curious dammit damn damned dang darn dear definitely desperately
  doable doh doubt dude duh dumb dunno eg eh enjoying enough erm err everytime everywhere ew
  exactly excuse expecting fancier fantastic fascinating feels figure figured figuring fine
  forgive forgot frankly freaking frustrating fuck fun fwiw fyi geez glad gladly gnarly god
  gonna goodnight gotcha gotchas gotta gotten grateful guess guessed guessing guys ha hadnt hah
  haha hahah hahaha halfway happened happening happens happily happy hardest harsh hate havent
  hear heard heh hehe hehehe hell heres hes hesitate hiya hm hmm hmmm hmmmm honest honestly
  hopefully hoping horrible howdy huge huh idea idk iirc ill imagine imagining imho imo
  incidentally inconvenient incorrectly indeed insane interesting interestingly irritating ish
  itd itll jesus kidding kinda kk knew knows lame lately laugh lemme liked liking lol looked
  looks lot lots loud love lovely luck luckily meant meh messed messing messy misunderstanding
  misunderstood mostly nah neat nevermind newbie nice nicely nicer noob noone nope noticeably
  noticed nowhere nuts nvm obvious obviously oddly ofc ofcourse offended offhand offtopic oh ohh
  ohhh ok okay omg ooh oooh ooooh oops otoh ouch peeps perfect perfectly perhaps personally pfft
  phew pls pointless presumably presume pretty prob prolly puzzled realize realizing rid
  ridiculous sad sadly said sake sane saw say saying scared scary screwed seeing seem seems
  sense shame shit shitty shouldve sigh silly simpler someday somehow someones someplace
  sometime somewhere sooo sorry sorta sounded sounds sth strange stuck stuff stumbled stumped
  stupid suck sucks suddenly super suppose supposed surely surprise surprised surprises
  surprising suspect suspicion tad talked tbh teh tempted terrible terribly thankful thatd
  thatll thingy think thinking thinks tho though thought thx till tl tldr tnx told ton totally
  tough trickier tricky tried trying ty tyvm ugh ugly uh um umm unfortunately unhappy ur useless
  vaguely wanna wanted wanting weird weirdness welp went whatever whatnot whatsoever whoa
  whoever whoops wits wondered wonderful woo woops woot worried worries worry worrying worth
  wouldve wow wrong wrote wrt wtf ya yada yah yall yay ye yea yeah yeh yep yes yikes yo youd yup`.split(
    /\s+/,
  ),
);
