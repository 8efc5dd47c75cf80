/** Sites as a night would leave them: an alarm, a bump of radon, a stray value, and stations dark for different reasons; measured and told by the real server. */
import type { JsonObject } from '#base'
import { done } from '../support/server.node.ts'
import type { ConsoleWorld } from './console-world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const every = 10 * minute

const station = (id: string, name: string, lon: number, lat: number, more: object = {}) => ({
  ...{ id, name, lon, lat, quantity: 'gamma-dose-rate', everySeconds: 600, link: null, threshold: 1_000 },
  ...more,
})

/** Near Zadonsk; it stands nowhere. */
export const plant = {
  ...{ name: 'North plant (drill)', kind: 'nuclear-plant', lon: 38.9, lat: 52.4 },
  rings: [
    { name: 'inner zone', radiusKm: 5 },
    { name: 'outer zone', radiusKm: 30 },
  ],
  hotlines: [
    { name: 'Shift lead', number: '+7 000 000-00-01' },
    { name: 'Regulator, on duty', number: '+7 000 000-00-02' },
  ],
  stations: [
    station('np-gate', 'Gate', 38.91, 52.41),
    station('np-west', 'West village', 38.83, 52.4),
    station('np-hill', 'Hill', 38.95, 52.36),
    station('np-river', 'River bank', 38.98, 52.46, { link: 'mast 1' }),
    station('np-north', 'North road', 38.9, 52.52, { link: 'mast 1' }),
    station('np-school', 'School', 38.75, 52.3),
    station('np-new', 'New post', 39.1, 52.3),
  ],
}
/** Far from the plant, so that neither explains the other. */
export const network = {
  ...{ name: 'Regional network (drill)', kind: 'measuring-network', lon: 39.6, lat: 53.2 },
  ...{ rings: [], hotlines: [] },
  stations: [
    ...[station('rn-1', 'Dankov', 39.14, 53.25), station('rn-2', 'Lebedyan', 39.13, 53.02)],
    ...[station('rn-3', 'Lev Tolstoy', 39.45, 53.21), station('rn-4', 'Chaplygin', 39.97, 53.24)],
    station('rn-rain', 'Rain gauge', 39.2, 53.15, { quantity: 'rain', threshold: null }),
  ],
}
const dam = {
  ...{ name: 'Matyra dam (drill)', kind: 'dam', lon: 39.75, lat: 52.6, rings: [] },
  hotlines: [{ name: 'Lock keeper', number: '+7 000 000-00-03' }],
  stations: [station('dam-1', 'Upper water', 39.75, 52.6, { quantity: 'water-level', threshold: 12 })],
}

/** Noise that is the same in every run: a few nSv/h around what is usual. */
function noise(id: string, step: number): number {
  let hash = 2_166_136_261
  for (const sign of `${id} ${step}`) hash = Math.imul(hash ^ sign.charCodeAt(0), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 15), 2_246_822_507)
  return (((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32 - 0.5) * 6
}

/** What a station measured `ago` before now; undefined where nothing came. */
function measured(id: string, ago: number, step: number): number | undefined {
  const usual = (over = 0) => 82 + over + noise(id, step)
  switch (id) {
    case 'np-gate':
      return usual(ago <= 70 * minute ? 900 - ago / minute : 0)
    case 'np-west':
      return usual(ago <= 50 * minute ? 240 : 0)
    case 'np-hill':
      // Once it was away for a while, and nobody said why.
      return ago > 9 * hour && ago < 12 * hour ? undefined : usual()
    case 'np-river':
    case 'np-north':
      return ago < 2 * hour ? undefined : usual()
    case 'np-school':
      return ago < 100 * minute ? undefined : usual()
    case 'np-new':
      return undefined
    case 'rn-1':
    case 'rn-2':
    case 'rn-3': {
      const peak = 90 * minute
      const rise = ago >= peak ? Math.max(0, 1 - (ago - peak) / hour) : 2 ** (-(peak - ago) / (32 * minute))
      return usual(75 * rise)
    }
    case 'rn-4':
      return usual(ago < 2 * every ? 60 : 0)
    case 'rn-rain':
      return ago < 3 * hour ? 2.5 : 0
    default:
      return 8 + noise(id, step) / 60
  }
}

export interface SitesNight {
  /** The document about a visit, at the evidence desk. */
  readonly visit: string
}

/** To be called right after the start: what is dark was told before the server looks for the first time. */
export async function sitesNight({ server }: ConsoleWorld): Promise<SitesNight> {
  const { admin, olena, running } = server
  const sites = { 'north-plant': plant, 'regional-network': network, 'matyra-dam': dam }
  for (const [id, body] of Object.entries(sites)) done(await admin.ask('PUT', `/v1/sites/${id}`, { body }))
  const nowMs = Math.floor(Date.now() / minute) * minute
  const lines = ['station,at,value,unit']
  for (const [of, { stations }] of Object.entries(sites))
    for (const { id, quantity } of stations)
      for (let ago = (of === 'matyra-dam' ? 2 : 15) * day; ago >= 0; ago -= every) {
        const atMs = nowMs - ago
        const value = measured(id, ago, Math.round(atMs / every))
        const unit = quantity === 'rain' ? 'mm/h' : quantity === 'water-level' ? 'm' : 'nSv/h'
        if (value !== undefined)
          lines.push(`${id},${new Date(atMs).toISOString()},${value.toFixed(2)},${unit}`)
      }
  const given = await admin.ask('POST', '/v1/readings', {
    ...{ raw: lines.join('\n'), headers: { 'content-type': 'text/csv' } },
  })
  done(given)
  const dark = async (id: string, why: string, ago: number) => {
    const data: JsonObject = { site: 'north-plant', station: id, why }
    const lastHeardAt = new Date(nowMs - ago).toISOString()
    const mode = running.system.config.mode
    await running.system.note({ stream: 'sites', type: 'station-dark', mode, data: { ...data, lastHeardAt } })
  }
  await dark('np-river', 'link-lost', 2 * hour)
  await dark('np-north', 'link-lost', 2 * hour)
  await dark('np-school', 'power-lost', 100 * minute)
  const taken = done<{ documents: readonly { document: string }[] }>(
    await olena.post('/v1/evidence/documents', {
      text: 'The monitoring team visited the North plant on Saturday and saw damage to windows near the turbine hall. The head of the team said: “The reactor building was not hit.”',
      source: 'monitors.example',
    }),
  )
  return { visit: taken.documents[0]!.document }
}
