/** What of a list could not be taken, each row as it stands in the file, with its reason in words that the page has. Pure. */

export type WhyKey =
  | 'address'
  | 'channel'
  | 'language'
  | 'noArea'
  | 'unknownArea'
  | 'modes'
  | 'until'
  | 'twice'

const whys: readonly (readonly [RegExp, WhyKey])[] = [
  [/ is no address of /, 'address'],
  [/^the channel is/, 'channel'],
  [/^the language is/, 'language'],
  [/^it names no area/, 'noArea'],
  [/^it names an area/, 'unknownArea'],
  [/^the modes are/, 'modes'],
  [/^until is/, 'until'],
  [/^the same address/, 'twice'],
]

/** Undefined where the server gave a reason that is not known here: then its own words stand. */
export function whyKeyOf(why: string): WhyKey | undefined {
  return whys.find(([says]) => says.test(why))?.[1]
}

/** The rows of the file as a spreadsheet counts them: the first after the names of the columns is 2; quoted breaks belong to a row. */
export function rowsOf(text: string): ReadonlyMap<number, string> {
  const rows = new Map<number, string>()
  let count = 0
  let row = ''
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n|\r/)) {
    row = row === '' ? line : `${row} ⏎ ${line}`
    // An odd number of quotes: the row goes on behind the break.
    if ((row.split('"').length - 1) % 2 === 1) continue
    if (row.trim() !== '') rows.set(++count, row)
    row = ''
  }
  return rows
}
