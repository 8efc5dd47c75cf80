/** The sites as a map, fetched while it is looked at: when something of them moves, and every two minutes, since values are no facts. */
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import { onMoved } from '../picture.svelte.ts'
import { lengthSaid, serverNow, timeSaid } from '../time.dom.ts'
import { language, say, words } from '../words.dom.ts'
import type { SitesAsMap } from './site-layer.ts'
import type { StationOnMap } from './stations.ts'

const every = 120_000
const restFor = 2_000

export class SiteMap {
  value = $state.raw<SitesAsMap | undefined>()
  problem = $state.raw<Problem | undefined>()

  /** In a component’s script. Not fetched while `path` is undefined; what was fetched stays. */
  constructor(path: () => string | undefined) {
    $effect(() => {
      const asked = path()
      if (asked === undefined) return
      let is: 'open' | 'over' = 'open'
      let timer: ReturnType<typeof setTimeout> | undefined
      const look = async () => {
        clearTimeout(timer)
        const answer = await ask<SitesAsMap>('GET', asked, undefined, {
          ...{ prompt: 'alone', by: 'unattended', within: 20_000 },
        })
        if (is === ('over' as string)) return
        if (answer.ok) this.value = answer.value
        this.problem = answer.ok ? undefined : answer.problem
        timer = setTimeout(() => void look(), every)
      }
      void look()
      const off = onMoved(({ kinds }) => {
        if (!kinds.includes('sites')) return
        clearTimeout(timer)
        timer = setTimeout(() => void look(), restFor)
      })
      return () => {
        is = 'over'
        clearTimeout(timer)
        off()
      }
    })
  }
}

/** “98.4 nSv/h”: as far as a person would read it; value and unit stay together in any direction of writing. */
export function measureSaid(value: number, unit = ''): string {
  const size = Math.abs(value)
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
  const said = value.toLocaleString(language, { maximumFractionDigits: digits })
  return unit === '' ? said : `\u2066${said} ${unit}\u2069`
}

/** “Gate: 98.4 nSv/h, 3 min old, usual”; of one that is dark first that it is, and why. */
export function stationSaid(station: StationOnMap): string {
  const { name, state, unit, latest, dark, darkSince, since } = station
  const told = words.map.stations
  const at = (instant: string) => say(words.state.since, { time: timeSaid(instant) })
  const age = latest === null ? '' : say(told.ago, { ago: lengthSaid(serverNow() - Date.parse(latest.at)) })
  return [
    `${name}: ${told.states[state]}`,
    dark === null ? '' : told.dark[dark],
    dark !== null && darkSince !== null
      ? at(darkSince)
      : state !== 'usual' && since !== null
        ? at(since)
        : '',
    latest === null ? told.noValue : measureSaid(latest.value, unit),
    age,
  ]
    .filter((part) => part !== '')
    .join(', ')
}
