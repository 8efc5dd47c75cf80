/** What somebody typed of a siren, or pasted of many, as the server takes it. Pure. */

export interface SirenFields {
  readonly id: string
  readonly name: string
  readonly area: string
  readonly operator: string
  readonly kind: 'signed' | 'plain'
  readonly lon: string
  readonly lat: string
  readonly publicKey: string
}

/** What is empty is left out; numbers may be written with a comma. */
export function oneOf({ lon, lat, publicKey, id, name, area, operator, kind }: SirenFields) {
  const number = (text: string) => {
    const read = Number(text.trim().replace(',', '.'))
    // What is no number is left for the server to refuse by its name.
    return Number.isNaN(read) ? text.trim() : read
  }
  return {
    ...{ id: id.trim(), name: name.trim(), area: area.trim(), operator: operator.trim(), kind },
    ...(lon.trim() === '' ? {} : { lon: number(lon) }),
    ...(lat.trim() === '' ? {} : { lat: number(lat) }),
    ...(kind === 'plain' || publicKey.trim() === '' ? {} : { publicKey: publicKey.trim() }),
  }
}

/** A list, or one siren alone, or a list under `sirens` as the server itself writes it. */
export function listOf(
  text: string,
): { readonly ok: true; readonly sirens: readonly unknown[] } | { readonly ok: false; readonly why: string } {
  try {
    const read: unknown = JSON.parse(text)
    if (Array.isArray(read)) return { ok: true, sirens: read }
    if (typeof read !== 'object' || read === null) return { ok: false, why: text.slice(0, 40) }
    const { sirens } = read as { readonly sirens?: unknown }
    return { ok: true, sirens: Array.isArray(sirens) ? sirens : [read] }
  } catch (error) {
    return { ok: false, why: (error as Error).message }
  }
}
