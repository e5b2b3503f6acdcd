import { type Html, html, type Part, raw } from './html.js'
import { script } from './script.js'
import { style } from './style.js'

export interface Page {
  /** What it is: `Simulation`. */
  readonly kind: string
  readonly title: string | Html
  /** What it comes to, in a sentence or two. */
  readonly lead: Part
  /** What has to be known before anything is believed. */
  readonly trust: Part
  readonly tiles: readonly Tile[]
  readonly sections: readonly Section[]
}

export interface Tile {
  readonly what: string
  readonly value: string
  readonly more?: Part
}

export interface Section {
  readonly id: string
  /** In the list of contents. */
  readonly name: string
  readonly body: Html
}

/** The SHA-256 of the script, in Base64: the one script that a page lets run. Its test says what it has to be. */
export const scriptHash = 'SNA08ALMs8OwiCnsuFFTI51ra9c2FsdYHzhyh9/uyzo='

const policy = [
  "default-src 'none'",
  `script-src 'sha256-${scriptHash}'`,
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** One file that stands by itself: opened from a disk it asks for nothing. */
export const page = ({ kind, title, lead, trust, tiles, sections }: Page): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="oncue">
<title>${typeof title === 'string' ? title : plain(title)}</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<p class="kind">${kind}</p>
<h1>${title}</h1>
<p class="lead">${lead}</p>
${sections.length < 2 ? null : html`<nav aria-label="Contents"><ul>${sections.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`}
</header>
<main>
${trust}
${tiles.length === 0 ? null : html`<dl class="tiles">${tiles.map(tile)}</dl>`}
${sections.map(({ body }) => body)}
</main>
<footer><p>Written by oncue from the result of one run and nothing else: the same result gives the same page.</p></footer>
<div id="tip" aria-hidden="true" hidden></div>
<script>${raw(script)}</script>
</body>
</html>
`.text

/** Text that is HTML, without its marks. */
const plain = ({ text }: Html): Html => raw(text.replace(/<[^>]*>/g, ''))

const tile = ({ what, value, more = null }: Tile): Html =>
  html`<div><dt>${what}</dt><dd>${value}${more === null ? null : html` <small>${more}</small>`}</dd></div>`
