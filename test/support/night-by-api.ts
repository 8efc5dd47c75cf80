/** The night near the plant, done over HTTP as clients do it: alert, texts, damage, a call-out that one does not answer, a visit. All of it made up, and a drill. */
import { done, issueAlert, red, zadonsky, type Client, type TestServer } from './server.node.ts'

export interface NightByApi {
  readonly alert: string
  readonly callOut: string
  readonly official: string
  readonly monitors: string
}

export const nightTexts = {
  shotDown: 'Two drones were shot down near Zadonsk, the air force said.',
  official:
    'Debris broke the glass of 1,400 homes in Zadonsk, the regional administration said. About twenty people were injured in Zadonsk.',
  monitors: 'The monitoring team confirmed damage to buildings near the plant in Zadonsk after a visit.',
} as const

export const drillPlant = {
  ...{
    name: 'Drill plant',
    kind: 'nuclear-plant',
    lon: 38.9,
    lat: 52.4,
    rings: [{ name: 'inner', radiusKm: 5 }],
  },
  hotlines: [{ name: 'Shift lead', number: '+7 000 000-00-01' }],
  stations: ['North gate', 'Intake', 'Village school'].map((name, i) => ({
    ...{ id: `drill-${i}`, name, lon: 38.9 + i / 10, lat: 52.4 },
    ...{ quantity: 'gamma-dose-rate', everySeconds: 60, threshold: 300 },
  })),
}

/** Gives the document. */
export async function takeIn(client: Client, source: string, text: string): Promise<string> {
  const taken = done<{ documents: { document: string }[] }>(
    await client.post('/v1/evidence/documents', { text, source, within: [zadonsky] }),
  )
  return taken.documents[0]!.document
}

export async function letStand(client: Client, document: string, basis: string): Promise<number> {
  const { claimList } = done<{ claimList: readonly { claim: number }[] }>(
    await client.get(`/v1/evidence/documents/${document}`),
  )
  for (const { claim } of claimList)
    done(
      await client.post(`/v1/evidence/documents/${document}/claims/${claim}/judge`, {
        verdict: 'accepted',
        basis,
      }),
    )
  return claimList.length
}

export async function noteDamage(client: Client): Promise<void> {
  const note = async (body: object) =>
    done(await client.post('/v1/damage/observations', { area: zadonsky, cause: 'glass', ...body }))
  await note({
    ...{ subject: 'dwellings', atLeast: 1_400, atMost: null },
    source: { kind: 'official', name: 'Regional administration' },
  })
  await note({ subject: 'injured', atLeast: 18, atMost: 22, source: { kind: 'official', name: 'Hospital' } })
}

/** Opened by Olena for three, of whom two answer. */
export async function callOut(server: TestServer, alert: string): Promise<string> {
  for (const person of ['ann', 'bob', 'cyd'])
    done(
      await server.admin.ask('PUT', `/v1/responders/${person}`, {
        body: { name: `Name of ${person}`, language: 'en', skills: ['glazier'], lines: {} },
      }),
    )
  done(
    await server.admin.ask('PUT', '/v1/teams/glaziers', {
      body: { name: 'Glaziers', areas: [zadonsky], members: ['ann', 'bob', 'cyd'] },
    }),
  )
  const { id } = done<{ id: string }>(
    await server.olena.post('/v1/call-outs', {
      ...{ says: 'To the school in Zadonsk, with boards', teams: ['glaziers'], forMinutes: 120, alert },
      quotas: [{ skills: ['glazier'], wanted: 3 }],
    }),
  )
  for (const person of ['ann', 'bob'])
    done(await server.olena.post(`/v1/call-outs/${id}/answers`, { person, answer: 'coming' }))
  return id
}

export async function nightByApi(server: TestServer): Promise<NightByApi> {
  const { olena, admin } = server
  done(await admin.ask('PUT', '/v1/sites/drill-plant', { body: drillPlant }))
  const { id: alert } = await issueAlert(server, red([zadonsky]))
  await letStand(olena, await takeIn(olena, 'air-force.example.org', nightTexts.shotDown), 'other')
  const official = await takeIn(olena, 'region.example.org', nightTexts.official)
  await letStand(olena, official, 'responsible-official')
  await noteDamage(olena)
  const called = await callOut(server, alert)
  const outage = { kind: 'power', area: zadonsky, source: { kind: 'official', name: 'Grid operator' } }
  done(await olena.post('/v1/outages', outage))
  const monitors = await takeIn(olena, 'monitors.example.org', nightTexts.monitors)
  await letStand(olena, monitors, 'physical-evidence')
  done(await olena.post('/v1/sites/drill-plant/statements', { kind: 'visit', evidence: monitors }))
  const seen = {
    subject: 'dwellings',
    status: 'seen',
    cause: 'glass',
    area: zadonsky,
    asset: { address: 'ул. Мира, 3' },
  }
  done(await olena.post('/v1/damage/observations', seen))
  done(await olena.post(`/v1/alerts/${alert}/all-clear`, {}))
  return { alert, callOut: called, official, monitors }
}
