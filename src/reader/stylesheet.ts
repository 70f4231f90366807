/**
 * The looks of every page. System fonts, no picture, nothing to load. Colours are pairs for light
 * and dark that keep at least 4.5:1 against what they stand on.
 */
export const stylesheet = /* CSS */ `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #15181b);
  --raised: light-dark(#f5f7f6, #1d2226);
  --line: light-dark(#dde3e1, #323a3f);
  --ink: light-dark(#1b2022, #e3e7e8);
  --quiet: light-dark(#566164, #9aa7ab);
  --accent: light-dark(#0b6b5d, #62c9b5);
  --mark: light-dark(#fdf0b8, #57491a);
  --code-word: light-dark(#7a2f8f, #d3a2e6);
  --code-text: light-dark(#1d6b34, #8fce9a);
  --code-number: light-dark(#8a4b08, #e5b077);
  --code-name: light-dark(#1c57a5, #8ebcf5);
  --mono: ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
* { box-sizing: border-box; }
html {
  font: 1.0625rem/1.65 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
  color: var(--ink);
  background: var(--paper);
  scroll-padding-top: 1.5rem;
  text-size-adjust: 100%;
}
body { margin: 0; overflow-wrap: break-word; }
a { color: var(--accent); text-underline-offset: 0.16em; text-decoration-thickness: 0.06em; }
a:hover { text-decoration-thickness: 0.13em; }
:focus-visible { outline: 0.16rem solid var(--accent); outline-offset: 0.16rem; border-radius: 0.2rem; }
main:focus { outline: none; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 0.6rem; z-index: 1; padding: 0.3rem 0.8rem; background: var(--paper); }
.sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

header.site {
  display: flex; flex-wrap: wrap; align-items: center; gap: 0.7rem 1.4rem;
  padding: 0.8rem max(1.25rem, calc((100vw - 65.5rem) / 2));
  border-bottom: 1px solid var(--line); background: var(--raised);
}
.brand { font-weight: 700; color: var(--ink); text-decoration: none; letter-spacing: -0.01em; }
header.site form { display: flex; flex: 1 1 18rem; max-width: 32rem; }
header.site nav { margin-left: auto; }
header.site nav a { color: var(--quiet); font-size: 0.92rem; }
input, button { font: inherit; font-size: 0.95rem; padding: 0.35rem 0.8rem; border: 1px solid var(--line); }
input[type='search'] {
  flex: 1; min-width: 0; appearance: none; color: inherit; background: var(--paper);
  border-color: var(--quiet); border-right: 0; border-radius: 0.4rem 0 0 0.4rem;
}
button {
  color: var(--paper); background: var(--accent); border-color: var(--accent);
  border-radius: 0 0.4rem 0.4rem 0; cursor: pointer;
}
::placeholder { color: var(--quiet); opacity: 1; }

main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; letter-spacing: -0.012em; text-wrap: pretty; margin: 2.2em 0 0.6em; }
h1 { font-size: 2.1rem; margin: 0.35em 0 0.5em; letter-spacing: -0.022em; }
h2 { font-size: 1.42rem; }
h3 { font-size: 1.15rem; }
h4, h5, h6 { font-size: 1rem; }
p, ul, ol, dl, blockquote, pre, .wide, details { margin: 0 0 1.1em; }
ul, ol { padding-left: 1.4em; }
li { margin: 0.3em 0; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 0; }
mark { color: var(--ink); background: var(--mark); border-radius: 0.2em; padding: 0 0.1em; }
.facts, .count, .label { color: var(--quiet); font-weight: 400; }
.facts { font-size: 0.92rem; }
.facts span + span::before { content: ' · '; white-space: pre; }

.tags { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem; padding: 0; margin: 0.5rem 0; }
.tags li { margin: 0; }
.tags a {
  display: block; padding: 0.05rem 0.6rem; border: 1px solid var(--line); border-radius: 1rem;
  font-size: 0.86rem; text-decoration: none; background: var(--raised);
}
.tags a:hover { border-color: var(--accent); }

article { display: grid; grid-template-columns: minmax(0, 42rem); column-gap: 4rem; }
.summary { font-size: 1.2rem; line-height: 1.5; color: var(--quiet); text-wrap: pretty; }
.contents { font-size: 0.92rem; border-left: 0.2rem solid var(--line); padding-left: 1rem; margin: 0.5rem 0 1.5rem; }
.contents p { font-weight: 600; margin: 0; }
.contents ul { list-style: none; padding: 0; margin: 0; }
.contents a { color: var(--quiet); text-decoration: none; }
.contents a:hover { color: var(--accent); text-decoration: underline; }
@media (min-width: 62rem) {
  article:has(> .contents) { grid-template-columns: minmax(0, 42rem) minmax(0, 1fr); }
  .contents { grid-column: 2; grid-row: 1 / span 2; align-self: start; position: sticky; top: 2rem; margin-top: 3.5rem; }
}
.body { border-top: 1px solid var(--line); padding-top: 1.4rem; }
.body > :first-child { margin-top: 0; }
a.heading { color: inherit; text-decoration: none; }
a.heading:hover::after { content: ' #'; color: var(--quiet); }
:target a.heading { box-shadow: inset 0 -0.45em var(--mark); }

code, pre, kbd, samp { font-family: var(--mono); font-size: 0.875em; }
:not(pre) > code, kbd { padding: 0.12em 0.35em; border-radius: 0.3em; background: var(--raised); border: 1px solid var(--line); }
pre {
  overflow-x: auto; padding: 0.9rem 1.1rem; line-height: 1.55;
  background: var(--raised); border: 1px solid var(--line); border-radius: 0.5rem; tab-size: 4;
}
pre code { font-size: 1em; }
.hljs-comment, .hljs-quote, .hljs-meta { color: var(--quiet); font-style: italic; }
.hljs-keyword, .hljs-selector-tag, .hljs-literal, .hljs-operator { color: var(--code-word); }
.hljs-string, .hljs-regexp, .hljs-addition, .hljs-char { color: var(--code-text); }
.hljs-number, .hljs-symbol, .hljs-variable, .hljs-template-variable, .hljs-deletion { color: var(--code-number); }
.hljs-title, .hljs-attr, .hljs-attribute, .hljs-built_in, .hljs-type, .hljs-name, .hljs-section { color: var(--code-name); }

.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.94rem; line-height: 1.5; min-width: 60%; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 1.1rem 0.45rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom-color: var(--quiet); }
.align-right { text-align: right; font-variant-numeric: tabular-nums; }
.align-center { text-align: center; }
aside[class], section.tab { margin: 0 0 1.1em; padding: 0.7rem 1rem 0.1rem; border: 1px solid var(--line); border-left: 0.2rem solid var(--accent); border-radius: 0.2rem; }
aside[class] > .label, section.tab > .label { font-weight: 700; }
blockquote { padding-left: 1rem; border-left: 0.2rem solid var(--accent); color: var(--quiet); }
img { max-width: 100%; height: auto; }
.contains-task-list { list-style: none; padding-left: 0.2em; }

.neighbours { display: grid; grid-template-columns: 1fr 1fr; gap: 0.8rem; margin-top: 3rem; max-width: 42rem; }
.neighbours .all { grid-column: 1 / -1; font-size: 0.92rem; }
.neighbours .previous, .neighbours .next { padding: 0.8rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; text-decoration: none; }
.neighbours .previous:hover, .neighbours .next:hover { border-color: var(--accent); }
.neighbours .next { grid-column: 2; text-align: right; }
.neighbours .label { display: block; font-size: 0.86rem; }

.topics { columns: 3 18rem; column-gap: 2.5rem; margin-bottom: 2rem; }
.topics section { break-inside: avoid; padding-bottom: 1.4rem; }
.topics h2 { font-size: 1.05rem; margin: 0 0 0.3rem; }
.topics ul { list-style: none; padding: 0; margin: 0; }
.topics li { line-height: 1.4; margin: 0.4em 0; }
.topics p { margin: 0; font-size: 0.92rem; }
.topics h2 a, .topics li a { text-decoration: none; }
.topics li a { color: inherit; }
.topics a:hover { text-decoration: underline; }
.related { list-style: none; padding: 0; }
.related li { margin: 0.8rem 0; }
.related p { margin: 0; color: var(--quiet); font-size: 0.94rem; }
.articles { list-style: none; padding: 0; max-width: 46rem; }
.articles > li { padding: 0.9rem 0; border-bottom: 1px solid var(--line); }
.articles .title { font-weight: 600; }
.articles p { margin: 0.1rem 0; }
.answers { padding-left: 1.6em; max-width: 46rem; }
.answers > li { padding-left: 0.3rem; }
.answers > li::marker { color: var(--quiet); }
.answers h2 { font-size: 1.1rem; margin: 1.6rem 0 0.2rem; }
.answers p, .answers pre { margin-bottom: 0.5rem; }
.pagination { display: flex; gap: 1.2rem; margin-top: 1.5rem; }
.pagination span { color: var(--quiet); }

@media (max-width: 36rem) {
  header.site form { order: 1; flex-basis: 100%; }
  h1 { font-size: 1.75rem; }
}

@page { margin: 1.8cm; }
@media print {
  :root { color-scheme: light; }
  html { font-size: 10.5pt; }
  header.site, .skip, .contents, .neighbours, .pagination { display: none; }
  main { max-width: none; padding: 0; }
  article { display: block; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .wide { overflow: visible; }
  h2, h3, h4 { break-after: avoid; }
  pre, table, blockquote, img { break-inside: avoid; }
  .body a[href^='http']::after { content: ' (' attr(href) ')'; color: var(--quiet); font-size: 0.86em; }
}
`;
