import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The page's own colours, which it passes on as custom properties: light and dark are its concern. */
export const editorTheme: Extension = [
  EditorView.theme({
    '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--paper)', fontSize: '0.8125rem' },
    // The page draws the focus around the whole editor.
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', overflow: 'auto' },
    '.cm-content': { caretColor: 'var(--ink)', padding: '0.5rem 0' },
    '.cm-gutters': { backgroundColor: 'var(--paper)', color: 'var(--quiet)', border: 'none' },
    '.cm-activeLine': { backgroundColor: 'transparent' },
    '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ink) 4%, transparent)' },
    '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
    '&.cm-focused .cm-matchingBracket': {
      backgroundColor: 'color-mix(in srgb, var(--link) 22%, transparent)',
    },
    '.cm-tooltip': {
      backgroundColor: 'var(--paper)',
      color: 'var(--ink)',
      border: '1px solid var(--quiet)',
      borderRadius: '6px',
      boxShadow: '0 4px 18px rgb(0 0 0 / .18)',
      maxWidth: 'min(26rem, 92vw)',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '14rem' },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
      backgroundColor: 'var(--link)',
      color: 'var(--paper)',
    },
    '.cm-completionDetail': { fontStyle: 'normal', color: 'var(--quiet)' },
    'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
    '.cm-completionInfo': { padding: '0.4rem 0.6rem' },
    '.cm-diagnostic': { padding: '0.4rem 0.6rem', borderLeft: '4px solid var(--wrong)' },
    '.cm-diagnostic-warning': { borderLeftColor: 'var(--limit)' },
    '.cm-lintRange': {
      backgroundImage: 'none',
      textDecoration: 'underline wavy var(--wrong)',
      textUnderlineOffset: '3px',
    },
    '.cm-lintRange-warning': { textDecorationColor: 'var(--limit)' },
    '.cm-lint-marker': { width: '0.8em', height: '0.8em' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--key)' },
      { tag: [tags.string, tags.content], color: 'var(--text)' },
      { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--value)' },
      { tag: tags.comment, color: 'var(--quiet)', fontStyle: 'italic' },
      { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--quiet)' },
    ]),
  ),
]
