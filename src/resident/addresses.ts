/** Where the residents' pages are. Places and language stand in the address: a bookmark is all that keeps them. */

interface Reader {
  readonly language: string
}

function query(
  { language }: Reader,
  places: readonly string[],
  more: readonly (readonly [string, string])[] = [],
): string {
  const all = [...places.map((code) => ['place', code] as const), ...more, ['lang', language] as const]
  // A colon needs no escaping in a query (RFC 3986 §3.4), and people read these.
  return all.map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('%3A', ':')}`).join('&')
}

export function nowAddress(reader: Reader, places: readonly string[]): string {
  return `/?${query(reader, places)}`
}

export function placesAddress(reader: Reader, places: readonly string[], text?: string): string {
  return `/places?${query(reader, places, text === undefined ? [] : [['q', text]])}`
}

export function regionAddress(reader: Reader): string {
  return `/region?${query(reader, [])}`
}

/** The page of outages and dangerous finds. */
export function outagesAddress({ language }: Reader): string {
  return `/outages?lang=${language}`
}

export function kioskAddress(reader: Reader, places: readonly string[]): string {
  return `/kiosk?${query(reader, places)}`
}

export function sheltersAddress(reader: Reader, place: string): string {
  return `/shelters?${query(reader, [place])}`
}

export function shelterAddress(reader: Reader, id: string): string {
  return `/shelters/${encodeURIComponent(id)}?${query(reader, [])}`
}
