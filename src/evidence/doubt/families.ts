/**
 * Documents that go back to one another, so that ten copies count as one source: near-copies with other names or numbers,
 * translations and retellings with the same ones. In each family one is preferred as the original, and it is said why.
 */
import { copyBandsOf, copyPrintOf, likenessOf, type CopyPrint } from './copy-print.ts'

export interface FamilyDocument {
  readonly id: string
  readonly text: string
  /** When it was said, RFC 3339; null where nobody knows. */
  readonly saidAt: string | null
  /** Where it was published; a text that names this host cites it. */
  readonly url: string | null
}

export interface Family {
  /** The member that the others go back to, as far as can be told. */
  readonly original: string
  readonly why: 'only-one' | 'cited' | 'earliest' | 'first-seen'
  /** In the order in which they were given, the original among them. */
  readonly members: readonly string[]
}

/** A document is compared with so many others at most; what comes oftener is a form letter. */
const mostInBand = 8
const mostCompared = 48
/** A name or number that so many documents have tells nothing. */
const mostWithAnchor = 64

/** Finds the family of one document after another. Work and memory of each are bounded, however many came before. */
export interface FamilyFinder {
  /** The documents added before that it belongs with, nearest kin first; empty when it stands alone. */
  add(document: FamilyDocument): readonly string[]
}

export function familyFinder(): FamilyFinder {
  const prints = new Map<string, { readonly print: CopyPrint; readonly at: number }>()
  const byBand = new Map<string, string[]>()
  const byAnchor = new Map<string, string[]>()
  const remember = (index: Map<string, string[]>, key: string, id: string, most: number) => {
    const ids = index.get(key)
    if (ids === undefined) index.set(key, [id])
    else if (ids.length < most) ids.push(id)
  }
  return {
    add({ id, text, saidAt }) {
      const print = copyPrintOf(text)
      if (print === undefined) return []
      const bands = copyBandsOf(print)
      const anchors = [
        ...print.names.map((name) => `n${name}`),
        ...print.numbers.map((number) => `#${number}`),
        ...print.clocks.map((clock) => `:${clock}`),
      ]
      const met = new Map<string, number>()
      for (const band of bands)
        for (const other of byBand.get(band) ?? []) met.set(other, (met.get(other) ?? 0) + 4)
      for (const anchor of anchors) {
        const others = byAnchor.get(anchor) ?? []
        if (others.length < mostWithAnchor)
          for (const other of others) met.set(other, (met.get(other) ?? 0) + 1)
      }
      const nearest = [...met].sort((a, b) => b[1] - a[1]).slice(0, mostCompared)
      const at = saidAt === null ? Number.NaN : Date.parse(saidAt)
      const kin = nearest.flatMap(([other]) => {
        const known = prints.get(other)
        if (known === undefined || other === id) return []
        return likenessOf(print, known.print, within(at, known.at)) === 'apart' ? [] : [other]
      })
      prints.set(id, { print, at })
      for (const band of bands) remember(byBand, band, id, mostInBand)
      for (const anchor of anchors) remember(byAnchor, anchor, id, mostWithAnchor)
      return kin
    },
  }
}

function within(one: number, other: number): 'two-days' | 'longer' | 'unknown' {
  if (Number.isNaN(one) || Number.isNaN(other)) return 'unknown'
  return Math.abs(one - other) <= 48 * 3_600_000 ? 'two-days' : 'longer'
}

/** Every document is in exactly one family. */
export function familiesOf(documents: readonly FamilyDocument[]): Family[] {
  const finder = familyFinder()
  const parent = new Map<string, string>()
  const rootIn = (id: string): string => {
    let root = id
    while (parent.get(root) !== root) root = parent.get(root)!
    // Path halving keeps it linear in practice.
    for (let at = id; at !== root;) {
      const next = parent.get(at)!
      parent.set(at, root)
      at = next
    }
    return root
  }
  const distinct = [...new Map(documents.map((document) => [document.id, document])).values()]
  for (const document of distinct) {
    parent.set(document.id, document.id)
    for (const kin of finder.add(document)) parent.set(rootIn(document.id), rootIn(kin))
  }
  return [...Map.groupBy(distinct, ({ id }) => rootIn(id)).values()].map(familyFrom)
}

/** The family of one document among the others. */
export function familyOf(document: FamilyDocument, others: readonly FamilyDocument[]): Family {
  return familiesOf([...others.filter(({ id }) => id !== document.id), document]).find(({ members }) =>
    members.includes(document.id),
  )!
}

function familyFrom(members: readonly FamilyDocument[]): Family {
  const ids = members.map(({ id }) => id)
  const [first] = members as [FamilyDocument]
  if (members.length === 1) return { original: first.id, why: 'only-one', members: ids }
  const cited = citationsIn(members)
  const most = Math.max(...cited.values())
  const leaders = members.filter(({ id }) => cited.get(id) === most)
  if (most > 0 && leaders.length === 1) return { original: leaders[0]!.id, why: 'cited', members: ids }
  const dated = leaders.flatMap((one) =>
    one.saidAt === null || Number.isNaN(Date.parse(one.saidAt))
      ? []
      : [{ id: one.id, at: Date.parse(one.saidAt) }],
  )
  const earliest = dated.sort((a, b) => a.at - b.at)[0]
  return earliest === undefined
    ? { original: leaders[0]!.id, why: 'first-seen', members: ids }
    : { original: earliest.id, why: 'earliest', members: ids }
}

/** How many others of the family name each one’s host, minus one for each that it names itself. */
function citationsIn(members: readonly FamilyDocument[]): Map<string, number> {
  const scores = new Map(members.map(({ id }) => [id, 0]))
  const hosts = new Map<string, string>()
  for (const { id, url } of members.slice(0, 200)) {
    const host =
      url === null ? undefined : /^https?:\/\/(?:www\.|amp\.)?([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase()
    if (host !== undefined && !hosts.has(host)) hosts.set(host, id)
  }
  for (const { id, text } of members.slice(0, 200)) {
    const named = new Set(text.toLowerCase().match(/[a-z0-9-]+(?:\.[a-z0-9-]+)+/g) ?? [])
    for (const [host, owner] of hosts) {
      if (owner === id || !named.has(host)) continue
      scores.set(owner, scores.get(owner)! + 1)
      scores.set(id, scores.get(id)! - 1)
    }
  }
  return scores
}
