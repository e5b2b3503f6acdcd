/** A tag of a page: its name and its attributes, as a browser would read them. */
export interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
}

/** Every tag of a page; style and script are what they are, and no tags are looked for in them. */
export function tagsOf(page: string): readonly Tag[] {
  const bare = page.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>')
  return [...bare.matchAll(/<([a-zA-Z!][^\s/>]*)((?:\s+[^\s=>]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]*))?)*)\s*\/?>/g)].map(
    ([, name = '', text = '']) => ({
      name: name.toLowerCase(),
      attributes: new Map(
        [...text.matchAll(/([^\s=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/g)].map(([, key = '', ...values]) => [
          key,
          values.find((value) => value !== undefined) ?? '',
        ]),
      ),
    }),
  )
}

/** The ids of a page, in their order. */
export const idsOf = (page: string): readonly string[] =>
  tagsOf(page).flatMap(({ attributes }) => attributes.get('id') ?? [])

/** The text of a page, without its tags, style and script. */
export const textOf = (page: string): string =>
  page
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll('\u00a0', ' ')

/** One section of a page, by its id. */
export function sectionOf(page: string, id: string): string {
  const found = new RegExp(`<section [^>]*id="${id}"[\\s\\S]*?</section>`).exec(page)
  if (found === null) throw new Error(`no section ${id}`)
  return found[0]
}

/** The rows of a table's body, each cell as text. */
export function rowsOf(page: string, id: string): readonly (readonly string[])[] {
  const table = new RegExp(`<table id="${id}">[\\s\\S]*?</table>`).exec(page)?.[0] ?? ''
  const body = /<tbody>([\s\S]*)<\/tbody>/.exec(table)?.[1] ?? ''
  return [...body.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell)),
  )
}
