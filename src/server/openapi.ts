/** The API document without a server: the same routes on a system in memory, so that what is written down is what is served. */
import { ok, silentLog, virtualClock, countingIds, memoryShelf, type Instant, type JsonObject } from '#base'
import { memoryReadingRows } from '#sites'
import { memoryLineTable, openRecipientBook } from '#channels'
import { readyChannels } from '../channels/channels.node.ts'
import { openAccounts } from './accounts.node.ts'
import { buildApp } from './app.http.ts'
import { openCapDesk } from './cap-desk.node.ts'
import { settings } from './config.ts'
import { openProtocolBook } from './protocol-book.ts'
import { openProtocolDesk } from './protocol-desk.ts'
import { openDrillDesk } from './drill-desk.ts'
import { openDrillScripts } from './drill-scripts.ts'
import { openInMemory } from './in-memory.ts'
import { addPages } from './pages.http.ts'
import { openPublishing } from './publishing.ts'
import { openReception } from './reception.ts'
import { recipientsOn } from './recipients.ts'
import { openCallOuts } from './callout-open.node.ts'
import { readAuthority } from './shipped-files.fs.ts'
import { openSourceDesk } from './source-desk.ts'
import { openTexts } from './texts.ts'

/** OpenAPI 3.1, as GET /v1/openapi.json answers it. */
export async function openApiDocument(): Promise<JsonObject> {
  const authority = await readAuthority(settings.authority.fallback)
  if (!authority.ok) throw new Error(`the shipped authority can’t be read: ${authority.problem.code}`)
  const [log, clock] = [silentLog, virtualClock('2025-11-02T00:00:00.000Z' as Instant)]
  const system = await openInMemory({
    ...{ authority: authority.value, areas: [], clock, log, mode: 'drill', channels: () => [] },
  })
  const { desks } = await readyChannels({
    ...{ shelf: memoryShelf(), clock, ids: countingIds(), log, modes: ['drill', 'test'], shipped: {} },
    areas: { isArea: () => false, contains: () => false, neighbours: () => [] },
    settings: { broker: 'none', mqttPort: 0, webhookAllow: [] },
    note() {},
  })
  const { push, siren: sirens, webhook: webhooks } = desks
  const book = await openRecipientBook({ table: memoryLineTable(), ids: countingIds(), newToken: () => '' })
  const publishing = await openPublishing(system)
  const cap = { desk: openCapDesk() }
  const reception = await openReception(system)
  const sources = await openSourceDesk({
    ...{ shelf: system.shelf, allowed: [] },
    ports() {
      throw new Error('a document fetches nothing')
    },
  })
  const accounts = await openAccounts({
    ...{ people: system.people, particulars: system.particulars, shelf: system.personal },
    ...{ clock, log, ids: system.ids, publicUrl: () => 'http://localhost', authority: '' },
    ...{ decides: system.decides, note: async () => ok() },
    config: {
      ...{ oidcIssuer: '', oidcClient: '', oidcSecretFile: '', oidcName: '' },
      ...{ oidcAllow: [], oidcAcr: [] },
    },
  })
  const { shelf, areas, people } = system
  const texts = await openTexts({ shelf, clock, log, authority: authority.value, areas, people })
  if (!texts.ok) throw new Error(`the shipped phrase books are broken: ${texts.problem.code}`)
  const app = await buildApp({
    accounts,
    ...{
      texts: texts.value,
      system,
      sirens,
      webhooks,
      recipients: recipientsOn(book, [desks.sms, desks.email, desks.voice]),
      callOuts: await openCallOuts(system, {
        recipients: { desks: [] },
        pager: undefined,
        push: push.post,
        publicUrl: () => '',
      }),
      push,
      cellBroadcast: desks['cell-broadcast'],
      protocols: await openProtocolDesk(system, await openProtocolBook(system.shelf, log)),
      publishing,
      reception,
      sources,
      readingRows: memoryReadingRows(),
      cap,
      publicUrl: () => '',
      ownUrl: () => '',
    },
    ...{ drills: await openDrillDesk(system), drillScripts: await openDrillScripts(system.shelf) },
    channelNames: Object.keys(desks),
    bodyLimit: Number(settings.bodyLimit.fallback),
    limits: {
      limiter: { take: async () => ({ points: 0, secondsLeft: 0 }) },
      ...{ rates: { ratePublic: 0, rateKey: 60, rateSignIn: 5 }, proxies: [] },
    },
    beside: (fastify) =>
      addPages(fastify, {
        system,
        sirens,
        recent: publishing.recent,
        sources,
        reception,
        cap,
        door: accounts.door,
        live: () => undefined,
      }),
  })
  try {
    return await app.document()
  } finally {
    await app.fastify.close()
    await system.close()
  }
}
