/**
 * All that runs in a page: what stands in a row of a table is told where its mark is pointed at, or comes into focus by
 * arrow keys. Nothing is drawn by it, and without it the tables say the same.
 */
export const script = `(() => {
'use strict'
const tip = document.getElementById('tip')
const make = (name, text) => { const made = document.createElement(name); made.textContent = text; return made }
const cells = (row) => {
  const heads = row.closest('table').tHead.rows[0].cells
  return [...row.cells].slice(1)
    .map((cell, k) => [heads[k + 1].textContent, cell.textContent.trim()])
    .filter(([, text]) => text !== '' && text !== '0')
}
const told = (row) => [row.cells[0].textContent.trim(), ...cells(row).map(([head, text]) => head + ' ' + text)].join('; ')

for (const group of document.querySelectorAll('[data-table]')) {
  const rows = document.getElementById(group.dataset.table).tBodies[0].rows
  if (group.dataset.at) {
    const slots = Number(group.dataset.slots)
    for (const [k, at] of group.dataset.at.split(' ').entries()) {
      const mark = document.createElement('b')
      mark.dataset.row = k
      mark.style.left = 100 * at / slots + '%'
      mark.style.width = 100 / slots + '%'
      group.append(mark)
    }
  }
  const marks = [...group.querySelectorAll('[data-row]')].filter((mark) => rows[mark.dataset.row])
  const rowOf = (mark) => rows[mark.dataset.row]
  for (const [k, mark] of marks.entries()) {
    mark.setAttribute('role', 'img')
    mark.setAttribute('aria-label', told(rowOf(mark)))
    mark.setAttribute('tabindex', k === 0 ? '0' : '-1')
  }
  const markAt = (event) => { const mark = event.target.closest('[data-row]'); return marks.includes(mark) ? mark : null }
  let on = null
  const hide = () => { on?.classList.remove('on'); on = null; tip.hidden = true }
  const show = (mark, x, y) => {
    if (on !== mark) {
      hide()
      const row = rowOf(mark)
      const list = document.createElement('dl')
      const said = cells(row)
      list.className = said.some(([, text]) => text.length > 40) ? 'long' : ''
      for (const [head, text] of said) list.append(make('dt', head), make('dd', text))
      const name = make('strong', '')
      name.append(make('bdi', row.cells[0].textContent.trim()))
      tip.replaceChildren(name, list)
      tip.hidden = false
      on = mark
      mark.classList.add('on')
    }
    const { width, height } = tip.getBoundingClientRect()
    const left = x + 16 + width > innerWidth - 8 ? x - 16 - width : x + 16
    const top = y + 16 + height > innerHeight - 8 ? y - 16 - height : y + 16
    tip.style.transform = 'translate(' + Math.round(Math.max(8, Math.min(left, innerWidth - width - 8))) + 'px,' + Math.round(Math.max(8, top)) + 'px)'
  }
  group.addEventListener('pointermove', (event) => {
    const mark = markAt(event)
    if (mark) show(mark, event.clientX, event.clientY); else hide()
  })
  group.addEventListener('pointerleave', hide)
  const showFocused = (mark) => {
    const box = mark.getBoundingClientRect()
    show(mark, Math.min(box.right, innerWidth - 8), box.top + Math.min(box.height, innerHeight) / 2)
  }
  group.addEventListener('focusin', (event) => {
    const mark = markAt(event)
    if (!mark) return
    for (const other of marks) other.tabIndex = other === mark ? 0 : -1
    showFocused(mark)
  })
  group.addEventListener('focusout', hide)
  group.addEventListener('keydown', (event) => {
    const k = marks.indexOf(event.target)
    if (event.key === 'Escape') return hide()
    const to = { ArrowRight: k + 1, ArrowDown: k + 1, ArrowLeft: k - 1, ArrowUp: k - 1, Home: 0, End: marks.length - 1 }[event.key]
    if (k < 0 || to === undefined) return
    event.preventDefault()
    marks[Math.max(0, Math.min(to, marks.length - 1))].focus()
  })
  // A mark that comes into focus may come into view only then.
  addEventListener('scroll', () => {
    if (!on) return
    if (on === document.activeElement) showFocused(on); else hide()
  }, { passive: true })
}
})()`
