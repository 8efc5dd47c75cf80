/** What has been told of each site, folded from its facts: the same on every server, and when each station was dark or raised. */
import type { Fact } from '#ledger'
import {
  alarmHistory,
  darkHistory,
  evolveWatch,
  nothingTold,
  type AlarmHistory,
  type DarkHistory,
  type SiteFact,
  type SiteId,
  type WatchState,
} from '#sites'
import type { System } from './system.ts'

export interface SiteTold {
  of(id: SiteId): WatchState
  all(): Iterable<WatchState>
  readonly history: Pick<DarkHistory, 'of'>
  readonly alarms: Pick<AlarmHistory, 'of'>
}

export const sitesStream = 'sites'

export async function openSiteTold(system: Pick<System, 'ledger' | 'onApplied'>): Promise<SiteTold> {
  const told = new Map<SiteId, WatchState>()
  const history = darkHistory()
  const alarms = alarmHistory()
  const apply = (fact: Fact) => {
    if (fact.stream !== sitesStream) return
    const said = { ...fact.data, type: fact.type } as unknown as SiteFact
    history.take(said, fact.at)
    alarms.take(said, fact.at)
    if (fact.type === 'site-removed') told.delete(said.site)
    else told.set(said.site, evolveWatch(told.get(said.site) ?? nothingTold, said, fact.at))
  }
  for (const fact of await system.ledger.readStream(sitesStream)) apply(fact)
  system.onApplied((applied) => applied.forEach(({ fact }) => apply(fact)))
  return { of: (id) => told.get(id) ?? nothingTold, all: () => told.values(), history, alarms }
}
