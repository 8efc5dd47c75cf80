/** A client of alerts.in.ua as the public ones behave: strict about dates, numbers and `Last-Modified`, by which it asks again. */
import assert from 'node:assert/strict'

export interface HeardAlert {
  readonly id: number
  readonly title: string
  readonly place: string
  readonly uid: number
  readonly oblast: string
  readonly oblastUid: number | null
  readonly raion: string | null
  readonly type: string
  readonly level: string
  readonly threats: readonly string[]
  readonly notes: string
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

export interface AlertsInUaClient {
  active(): Promise<readonly HeardAlert[]>
  history(uid: string, period?: string): Promise<readonly HeardAlert[]>
  status(uid: string): Promise<string>
  byOblast(): Promise<string>
  all(): Promise<string>
  /** How often it was told that nothing is new. */
  unchanged(): number
}

export class RefusedByServer extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

type Fields = { readonly [field: string]: unknown }

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const metaMoment = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d \+0000$/

export function alertsInUaClient(
  base: string,
  token: string,
  way: 'bearer' | 'parameter' = 'bearer',
): AlertsInUaClient {
  const cache = new Map<string, { readonly data: unknown; readonly modified: string }>()
  let unchanged = 0
  const ask = async (path: string): Promise<unknown> => {
    const known = cache.get(path)
    const query = way === 'parameter' ? `?token=${encodeURIComponent(token)}` : ''
    const response = await fetch(`${base}/v1/${path}${query}`, {
      headers: {
        accept: 'application/json',
        ...(way === 'bearer' ? { authorization: `Bearer ${token}` } : {}),
        ...(known === undefined ? {} : { 'if-modified-since': known.modified }),
      },
    })
    const text = await response.text()
    if (response.status === 304) {
      assert.equal(text, '')
      unchanged += 1
      return known!.data
    }
    assert.match(response.headers.get('content-type') ?? '', /^application\/json\b/)
    const data = JSON.parse(text) as unknown
    if (response.status !== 200) {
      const { message } = data as { readonly message: unknown }
      assert.ok(typeof message === 'string' && message !== '', text)
      throw new RefusedByServer(response.status, message)
    }
    const modified = response.headers.get('last-modified')
    assert.ok(modified !== null, 'an answer without Last-Modified stops the public clients')
    cache.set(path, { data, modified })
    return data
  }
  const list = async (path: string): Promise<readonly HeardAlert[]> => {
    const { alerts, meta, disclaimer } = (await ask(path)) as Fields
    assert.match(String((meta as Fields)['last_updated_at']), metaMoment)
    assert.equal(typeof disclaimer, 'string')
    const heard = (alerts as readonly Fields[]).map(heardOf)
    assert.equal(new Set(heard.map(({ id }) => id)).size, heard.length, 'two alerts have one number')
    return heard
  }
  const letters = async (path: string): Promise<string> => {
    const text = await ask(path)
    assert.ok(typeof text === 'string')
    assert.match(text, /^[APN ]+$/)
    return text
  }
  return {
    active: () => list('alerts/active.json'),
    history: (uid, period = 'month_ago') => list(`regions/${uid}/alerts/${period}.json`),
    status: (uid) => letters(`iot/active_air_raid_alerts/${uid}.json`),
    byOblast: () => letters('iot/active_air_raid_alerts_by_oblast.json'),
    all: () => letters('iot/active_air_raid_alerts.json'),
    unchanged: () => unchanged,
  }
}

function heardOf(fields: Fields): HeardAlert {
  const { id, location_uid: uid, location_oblast_uid: oblastUid, calculated } = fields
  assert.ok(Number.isInteger(id) && (id as number) > 0 && (id as number) < 2 ** 31, `id ${String(id)}`)
  assert.ok(typeof uid === 'string' && /^\d+$/.test(uid), `location_uid ${String(uid)}`)
  assert.ok(oblastUid === null || Number.isInteger(oblastUid), `location_oblast_uid ${String(oblastUid)}`)
  assert.equal(typeof calculated, 'boolean')
  const date = (field: string): Date => {
    assert.match(String(fields[field]), moment, field)
    return new Date(String(fields[field]))
  }
  date('updated_at')
  const text = (field: string): string => {
    assert.equal(typeof fields[field], 'string', field)
    return String(fields[field])
  }
  assert.match(text('location_type'), /^(oblast|raion|hromada|city|unknown)$/)
  assert.match(text('alert_type'), /^(air_raid|artillery_shelling|urban_fights|chemical|nuclear)$/)
  const threats = (fields['threats'] as readonly Fields[]).map(({ threat_type, level, started_at }) => {
    assert.match(String(started_at), moment)
    return `${String(threat_type)} ${String(level)}`
  })
  return {
    ...{ id: id as number, title: text('location_title'), place: text('location_type'), uid: Number(uid) },
    ...{ oblast: text('location_oblast'), oblastUid: oblastUid as number | null },
    ...{ raion: fields['location_raion'] as string | null, type: text('alert_type') },
    ...{ level: text('alert_level'), threats, notes: text('notes'), startedAt: date('started_at') },
    finishedAt: fields['finished_at'] === null ? null : date('finished_at'),
  }
}
