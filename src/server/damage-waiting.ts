/** What could be taken over as an observation of damage: what residents told, and what texts claim. Nothing is taken over by itself. */
import type { AreaCode, LonLat } from '#areas'
import type { Instant } from '#base'
import type { DamageState } from '#damage'
import { areasOf, partsOf, type ClaimRef } from '#evidence'
import type { EvidenceDesk } from './evidence-desk.ts'
import type { ResidentReportDesk } from './resident-reports.ts'

export interface Waiting {
  /** `report:…` or `claim:…`. */
  readonly from: string
  readonly kind: 'resident' | 'text'
  readonly at: Instant
  readonly area: AreaCode | null
  readonly says: string
  readonly source: string | null
  readonly told: number
  readonly event: string
}

export interface ToTakeOver extends Waiting {
  readonly ref: string
  readonly point: LonLat | null
}

export interface DamageWaiting {
  /** The newest first. */
  list(state: DamageState): Promise<readonly Waiting[]>
  find(from: string): Promise<ToTakeOver | undefined>
}

/** So many documents of what is open, and of what was judged, are looked through: who has more has read none of them. */
const mostDocuments = 100

export function damageWaiting(
  residents: Pick<ResidentReportDesk, 'list' | 'find'>,
  evidence: EvidenceDesk,
): DamageWaiting {
  const reportView = ({ id, what, area, lastSeenAt, atLeast, tellings }: Report): ToTakeOver => ({
    ...{ from: `report:${id}`, kind: 'resident', at: lastSeenAt, area, source: null, told: atLeast },
    ...{ event: what, ref: id, point: tellings.findLast((one) => one.at !== null)?.at ?? null },
    says: [...new Set(tellings.map(({ text }) => text).filter((text) => text !== ''))]
      .join(' · ')
      .slice(0, 500),
  })
  const claimsIn = async (document: Document): Promise<readonly ToTakeOver[]> => {
    const whole = await evidence.views.whole(document)
    return whole.claimList.flatMap(({ ref, stands, offers, quote }) =>
      stands === null || !offers.includes('damage')
        ? []
        : [
            {
              ...{ from: `claim:${ref}`, kind: 'text' as const, at: document.saidAt ?? document.seenAt },
              ...{ area: areasOf(stands)[0] ?? null, says: quote.text.slice(0, 500), told: 1 },
              ...{ source: whole.source.name, event: stands.event, ref: document.source, point: null },
            },
          ],
    )
  }
  return {
    async list(state) {
      const taken = new Set([...state.observations.values()].map(({ origin }) => origin))
      const reports = (await residents.list())
        .filter(({ kind, state: is }) => kind === 'damage' && is === 'open')
        .map(reportView)
      // What was judged to its end has left the list of what is open, and is what is surest to be taken over.
      const lists = await Promise.all(
        (['open', 'done'] as const).map((list) => evidence.documents({ list }, { limit: mostDocuments })),
      )
      const rows = new Map(lists.flatMap((list) => list.rows.map((row) => [row.id, row] as const)))
      const claims = (await Promise.all([...rows.values()].map(claimsIn))).flat()
      return [...reports, ...claims]
        .filter(({ from }) => !taken.has(from))
        .toSorted((a, b) => (a.at < b.at ? 1 : -1))
        .map(({ from, kind, at, area, says, source, told, event }) => ({
          ...{ from, kind, at, area, says, source, told, event },
        }))
    },
    async find(from) {
      if (from.startsWith('report:')) {
        const found = await residents.find(from.slice('report:'.length))
        return found.ok && found.value.kind === 'damage' ? reportView(found.value) : undefined
      }
      const ref = from.slice('claim:'.length) as ClaimRef
      const document = await evidence.core.document(partsOf(ref).document)
      if (!document.ok) return undefined
      return (await claimsIn(document.value)).find((one) => one.from === from)
    },
  }

  type Report = Awaited<ReturnType<typeof residents.list>>[number]
  type Document = Parameters<EvidenceDesk['views']['whole']>[0]
}
