import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, type LanguageSupport } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { Compartment, EditorState, type Extension } from '@codemirror/state'
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import type { Problem } from '../../index.js'
import { editorTheme } from './editor-theme.js'

export interface TextEditorOptions {
  /** What it is called for those who do not see it. */
  readonly label: string
  readonly language: (text: string) => LanguageSupport
  readonly complete?: CompletionSource
  readonly onChange: () => void
}

/** A problem, and whether it keeps the text from being read. */
export interface Mark extends Problem {
  readonly severity: 'error' | 'warning'
}

/** An editor for one text, with marks where something is wrong with it. */
export class TextEditor {
  readonly #view: EditorView
  readonly #extensions: readonly Extension[]

  constructor(host: HTMLElement, { label, language, complete, onChange }: TextEditorOptions) {
    // In a tree of its own the editor's styles are adopted, and no policy has to allow any that are written inline.
    const root = host.attachShadow({ mode: 'open' })
    const languages = new Compartment()
    let spoken = language('')
    this.#extensions = [
      lineNumbers(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      bracketMatching(),
      closeBrackets(),
      autocompletion(complete === undefined ? {} : { override: [complete] }),
      lintGutter(),
      EditorView.lineWrapping,
      editorTheme,
      languages.of(spoken),
      // Tab goes on to what comes next on the page: nobody is caught in an editor.
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false' }),
      EditorView.updateListener.of(({ docChanged, view }) => {
        if (!docChanged) return
        const now = language(view.state.doc.toString())
        if (now.language !== spoken.language) {
          spoken = now
          view.dispatch({ effects: languages.reconfigure(now) })
        }
        onChange()
      }),
    ]
    this.#view = new EditorView({ root, parent: root as unknown as Element })
    this.#view.dom.part.add('editor')
    this.text = ''
  }

  get text(): string {
    return this.#view.state.doc.toString()
  }

  /** Another text, with no past of its own: undoing does not bring back an older one. */
  set text(text: string) {
    this.#view.setState(EditorState.create({ doc: '', extensions: [...this.#extensions] }))
    if (text !== '') this.#view.dispatch({ changes: { from: 0, insert: text } })
  }

  /** Writes a line behind another one, 0 for the top. */
  insertLine(after: number, line: string): void {
    const { doc } = this.#view.state
    const isEmpty = doc.toString().trim() === ''
    const from = after === 0 ? 0 : doc.line(Math.min(after, doc.lines)).to
    const insert = after === 0 ? `${line}\n` : `\n${line}`
    this.#view.dispatch({ changes: isEmpty ? { from: 0, to: doc.length, insert: `${line}\n` } : { from, insert } })
  }

  show(marks: readonly Mark[]): void {
    this.#view.dispatch(
      setDiagnostics(
        this.#view.state,
        marks.map((mark) => this.#diagnostic(mark)),
      ),
    )
  }

  /** Puts the cursor at a place, and the editor in view. */
  goTo(line: number, column: number): void {
    const at = this.#offset(line, column)
    this.#view.focus()
    this.#view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  }

  #diagnostic({ line = 1, column = 1, severity, message, help }: Mark): Diagnostic {
    const from = this.#offset(line, column)
    const rest = this.#view.state.doc.lineAt(from).text.slice(from - this.#view.state.doc.lineAt(from).from)
    // As far as a word, a quoted text or one sign goes.
    const length = /^("(?:[^"\\]|\\.)*"|'[^']*'|[\w.$/-]+|.)?/u.exec(rest)?.[0].length ?? 0
    return { from, to: from + length, severity, message: help === undefined ? message : `${message} (${help})` }
  }

  #offset(line: number, column: number): number {
    const { doc } = this.#view.state
    const found = doc.line(Math.max(1, Math.min(line, doc.lines)))
    return Math.min(found.to, found.from + Math.max(0, column - 1))
  }
}
