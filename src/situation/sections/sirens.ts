/** Who was told of each alert as it was summed up, and the sirens that failed so that people were called to them. */
import type { Fact } from '#ledger'
import { isWithin, type Material } from '../ground.ts'
import { count, figure, nothing, said, term, text, time, type Row, type Section } from '../report.ts'
import { alertsIn, dangerOf } from './alerts.ts'

interface Summed {
  readonly channels: readonly {
    readonly channel: string
    readonly counts: { readonly [known: string]: number }
  }[]
}

const known = ['confirmed', 'accepted', 'unknown', 'refused', 'expired', 'pending'] as const

/** Of the warnings of each alert: the best that is known of each target. */
export function reachSection(material: Material): Section {
  const rows = alertsIn(material).flatMap(({ id, content }): Row[] => {
    const summed = material.facts.findLast(
      ({ type, stream }) => type === 'reach-summarised' && stream === `reach:${id}`,
    )
    if (summed === undefined) return []
    const { channels } = summed.data['warned'] as unknown as Summed
    return channels
      .filter(({ counts }) => (counts['targets'] ?? 0) > 0)
      .map(({ channel, counts }) => ({
        id: `reach ${id} ${channel}`,
        cells: {
          danger: dangerOf(material, content),
          channel: term(`channel-${channel}`),
          asked: count(counts['targets'] ?? 0),
          ...Object.fromEntries(known.map((one) => [one, count(counts[one] ?? 0)])),
        },
        rests: [summed.seq],
        see: `/console/reach/${id}`,
      }))
  })
  return { id: 'reach', figures: [], columns: ['danger', 'channel', 'asked', ...known], rows }
}

interface Failing {
  readonly target: string
  readonly known: string
  readonly problem: string | null
}

/** Those that took no warning for sure, by the last summary of each alert, and those to which somebody was called. */
export function sirensSection(material: Material): Section {
  const alerts = alertsIn(material)
  const rows = alerts.flatMap(({ id, content }): Row[] => {
    const own = ({ type, stream }: Fact) => type === 'reach-summarised' && stream === `reach:${id}`
    const summed = material.facts.findLast(own)
    const failing = (summed?.data['failing'] ?? []) as unknown as readonly Failing[]
    return failing.map(({ target, known: is, problem }) => ({
      id: `siren ${id} ${target}`,
      cells: {
        ...{ siren: text(target), danger: dangerOf(material, content), status: term(`known-${is}`) },
        ...{ problem: text(problem), since: time(summed!.at) },
      },
      ...{ rests: [summed!.seq], see: `/console/reach/${id}` },
    }))
  })
  const escalated = material.facts.filter(
    ({ type, at, data }) =>
      type === 'siren-escalated' &&
      isWithin(material, at, at) &&
      // One that failed by itself lies nowhere that the ledger knows.
      (material.asked.areas.length === 0 ||
        alerts.some(({ id }) => String(data['notice']).startsWith(`${id}.`))),
  )
  const called = escalated.map((fact): Row => {
    const alert = alerts.find(({ id }) => String(fact.data['notice']).startsWith(`${id}.`))
    return {
      id: `siren called ${fact.seq}`,
      cells: {
        siren: text(String(fact.data['siren'])),
        danger: alert === undefined ? nothing : dangerOf(material, alert.content),
        status: said('somebody-called', { status: term(`siren-${String(fact.data['status'])}`) }),
        ...{ problem: nothing, since: time(fact.at) },
      },
      rests: [fact.seq],
      see: alert === undefined ? '/console/reach' : `/console/reach/${alert.id}`,
    }
  })
  const all = [...rows, ...called]
  const names = new Set(all.flatMap(({ cells: { siren } }) => (siren?.is === 'text' ? siren.text : [])))
  return {
    id: 'sirens',
    figures: [
      figure(
        'sirens.failed',
        names.size,
        all.flatMap(({ rests }) => rests),
        '/console/reach',
      ),
    ],
    columns: ['siren', 'danger', 'status', 'problem', 'since'],
    rows: all,
  }
}
