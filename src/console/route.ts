/** Where in the console one is, as its address says: a screen, what it shows, and how. Pure, so that a link and a press mean the same. */

export const screenNames = [
  'watch',
  'compose',
  'approve',
  'alert',
  'reach',
  'timeline',
  'drills',
  'evidence',
  'checklists',
  'call-outs',
  'sites',
  'damage',
  'report',
  'cases',
  'set-up',
] as const
export type ScreenName = (typeof screenNames)[number]

export interface Place {
  readonly screen: ScreenName
  /** An alert’s id, a drill’s, or the part of the set-up. */
  readonly of: string | undefined
  readonly query: URLSearchParams
}

const base = '/console'

/** Unknown places are the Watch: nobody may be left with an empty screen. */
export function placeOf(pathname: string, search = ''): Place {
  const [, first = '', second] = pathname.startsWith(base) ? pathname.slice(base.length).split('/') : []
  const screen = screenNames.find((name) => name === first) ?? 'watch'
  const of = second === undefined || second === '' ? undefined : decoded(second)
  return { screen, of, query: new URLSearchParams(search) }
}

export function pathOf(
  screen: ScreenName,
  of?: string,
  query: { readonly [name: string]: string | undefined } = {},
): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const asked = entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
  const path = screen === 'watch' ? base : `${base}/${screen}`
  return `${path}${of === undefined ? '' : `/${encodeURIComponent(of)}`}${asked}`
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
