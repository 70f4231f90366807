/**
 * Words that people write to each other and hardly ever into articles. When no article has one, it
 * only asks. Derived, not chosen: of 30,567 messages of two public developer communities on Slack,
 * words in at least 10 of 10,000 messages of either, at least five times as frequent there as in
 * 2.4 million words of abstracts, a handbook and a manual (a message taken for twenty words), and
 * neither stop words nor words of `general-words.ts`. Taken out by hand, because they are subjects
 * and somebody may ask for them: api, app, bug, bugs, compile, compiles, curious, elixir, fix, forget, hack, haskell, imagine, interesting, java, javascript, js, lang, lazy, lib, magic, missed, nesting, pure, refactor, repl, spec, tooling, trick, trivial, trouble, worse, wrap, wrapper, wrapping.
 */
export const chatWords: ReadonlySet<string> = new Set(
  `actually afaik ago agree ah alright anymore anyway apparently appreciate around assuming
  awesome bad basically believe btw bunch certainly confused confusing cool couple crazy
  definitely doubt eg enough exactly feels figure figured fine forgot fun gonna guess guessing
  guys hadnt haha happened happening happens happy havent heard heres hm hmm hmmm honestly
  hoping huge idea iirc imo indeed kinda knows lol looked looks lot lots love luck meant mostly
  nice nicer nope noticed obvious obviously oh ok okay perfect perfectly perhaps pretty realize
  said saw say saying seeing seem seems sense silly simpler somehow somewhere sorry sounds
  strange stuck stuff super suppose supposed suspect think thinking tho though thought thx
  tricky tried trying unfortunately wanted weird went whatever worry worth wow wrong wrote yea
  yeah yep yes youd yup`.split(/\s+/),
);
