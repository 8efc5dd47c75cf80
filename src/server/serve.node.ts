/**
 * Starts the whole product from its settings, and stops it again. Everything that can be missing or taken is a named problem.
 * Long because what is opened here is closed here, in an order that is read at once.
 */
import { join } from 'node:path'
import { minute, modes, ok, refuse, type Log, type Result } from '#base'
import { openParticularsBook } from '#people'
import { readPack } from '../areas/pack.fs.ts'
import { systemClock } from '../base/clock.node.ts'
import { randomIds } from '../base/ids.node.ts'
import { readyChannels, type Desks } from '../channels/channels.node.ts'
import { buildApp, type App } from './app.http.ts'
import { howCapIsWritten } from './cap-written.node.ts'
import { areasFor, goingOnIn } from './channel-surroundings.ts'
import { clientCertificateOf } from './client-certificate.node.ts'
import { clockAfter } from './clock-after.node.ts'
import { finishSetUp, setUpElsewhere } from './first-start.node.ts'
import { place, readAuthority, readText } from './shipped-files.fs.ts'
import { forgettingActs } from './agreed-acts.ts'
import { openRecipients } from './recipients-open.node.ts'
import { forgettingRecipients, listedSchedules, recipientsOn } from './recipients.ts'
import { openAccounts, type Accounts } from './accounts.node.ts'
import { openProtocols } from './protocols.ts'
import { openDrilling } from './drilling.fs.ts'
import { openAreaBook } from './area-book.ts'
import { englishName, type Authority } from './authority.ts'
import { openCapDesk } from './cap-desk.node.ts'
import { readingOf } from './door.http.ts'
import type { Config } from './config.ts'
import { openHomeAssistant, type HomeAssistantFace } from './home-assistant.mqtt.ts'
import { hubPorts } from './hub-ports.node.ts'
import { introducePeople } from './keys.node.ts'
import { memoryLimiter } from './limiter.node.ts'
import { addPages } from './pages.http.ts'
import { openPorts, type Ports } from './ports.node.ts'
import { openPeopleOn } from './open-people.ts'
import { noting } from './noting.ts'
import { openPublishing, type Publishing } from './publishing.ts'
import { summariseReach } from './reach-summaries.ts'
import { exchangePorts } from './exchange-ports.node.ts'
import { openReadingIntakeHere } from './reading-intake-open.node.ts'
import { openReadings } from './readings.ts'
import { openReception, type Reception } from './reception.ts'
import { callingOf, pagerOf } from './second-person-ports.node.ts'
import { openCallOuts, type CallOuts } from './callout-open.node.ts'
import { responderTable } from './team-personal.ts'
import { openSourceDesk } from './source-desk.ts'
import { openStore, type Store } from './store.node.ts'
import { openTexts } from './texts.ts'
import { beside, openSystem, type CapWritten, type System } from './system.ts'
import { plainHost, type TlsFace } from './tls-face.node.ts'
import { prepareAllTls, type AllTls } from './tls.node.ts'

export interface Server {
  /** Of the plain port; with TLS only this machine reaches it. */
  readonly url: string
  readonly tls: TlsFace | undefined
  /** Reads keys and certificates again, as at SIGHUP; undefined where none are named. */
  readonly readTlsAgain: (() => Promise<void>) | undefined
  readonly config: Config
  readonly authority: Authority
  readonly system: System
  readonly desks: Desks
  readonly app: App
  readonly accounts: Accounts
  readonly callOuts: CallOuts
  close(): Promise<void>
}

export async function startServer(config: Config, log: Log): Promise<Result<Server>> {
  const authority = await readAuthority(config.authority)
  if (!authority.ok) return authority
  const capWritten = await howCapIsWritten(config, authority.value)
  if (!capWritten.ok) return capWritten
  const tls = await prepareAllTls(config, { clock: systemClock(), log })
  if (!tls.ok) return tls
  const store = await openStore(config, log)
  let server: Result<Server> | undefined
  try {
    if (!store.ok) return store
    return (server = await startOn(store.value, config, authority.value, capWritten.value, tls.value, log))
  } finally {
    if (server?.ok !== true) {
      tls.value.close()
      // Also when it throws: an open ledger decides, and would take over from a server that works.
      if (store.ok) await store.value.close()
    }
  }
}

async function startOn(
  store: Store,
  config: Config,
  authority: Authority,
  capWritten: CapWritten,
  tls: AllTls,
  log: Log,
): Promise<Result<Server>> {
  const { ledger, shelf, personal, attempts, subscriptions, lines } = store
  const shipped =
    authority.pack === undefined
      ? ok({ areas: [] })
      : await readPack(join(place(authority.pack), 'pack.json'))
  if (!shipped.ok) return shipped
  await setUpElsewhere(store)
  const { seq: readAt } = await ledger.head()
  const areas = await openAreaBook(shelf, shipped.value.areas)
  const clock = await clockAfter(ledger, log)
  const ids = randomIds()
  const particulars = await openParticularsBook(personal)
  const people = await openPeopleOn({ ledger, areas, authority, clock, ids, mode: config.mode })
  if (ledger.writer === 'me')
    await introducePeople({
      ...{ people, shelf, ids, log, dataFolder: config.data, mode: config.mode },
      name: particulars.put,
      demonstration: authority.demonstration,
    })
  const calling = callingOf({
    ...{ config, people, particulars, clock, log, base: () => publicUrl() },
    isHere: (person) => accounts.signIn.sessions.listOf(person).length > 0,
  })
  if (!calling.ok) return calling
  const said = await openTexts({ shelf, clock, log, authority, areas, people })
  if (!said.ok) return said
  const texts = said.value
  const sirenList = authority.sirens === undefined ? ok(undefined) : await readText(authority.sirens)
  if (!sirenList.ok) return sirenList
  const recipients = await openRecipients(lines, ids)
  let running: System | undefined
  const ready = await readyChannels({
    ...{ shelf, subscriptions, lines, recipients, clock, log, ids, settings: config },
    shipped: { siren: sirenList.value },
    modes: config.mode === 'live' ? modes : modes.filter((mode) => mode !== 'live'),
    areas: areasFor(areas),
    goesOnIn: goingOnIn(() => running),
    note: (fact) => void running?.note({ ...fact, mode: config.mode }),
    tls: { ...(tls.mqtt && { mqtt: tls.mqtt }), ...(tls.broker && { broker: tls.broker }) },
  })
  if (ledger.writer === 'me') await finishSetUp(store)
  const sources = await openSourceDesk({
    shelf,
    allowed: config.sourceAllow,
    ports: () => exchangePorts(config, tls.peer),
  })
  let reception: Reception | undefined
  let ports: Ports | undefined
  const publicUrl = () =>
    config.publicUrl === '' ? (ports?.face?.url ?? ports?.url ?? '') : config.publicUrl.replace(/\/$/, '')
  const readings = openReadings({
    ...{ shelf, clock, ids, log, decides: () => running?.decides() ?? 'other' },
    note: async (fact) => running?.note({ ...fact, mode: config.mode }),
  })
  const accounts = await openAccounts({
    ...{ people, particulars, config, clock, ids, log, publicUrl, shelf: personal },
    authority: englishName(authority),
    decides: () => running?.decides() ?? 'other',
    certificate: (request) => clientCertificateOf(request, clock.now()),
    wasRead: (caller, what, request) => readings.wasRead(...readingOf(caller, what, request)),
    note: noting(() => running),
    more: [
      responderTable(personal, async () => {
        await callOuts?.teams.reload()
        await callOuts?.devices.reload()
      }),
    ],
  })
  /** What two people agreed to, and nobody had done when the server before went. */
  const finishAgreed = () =>
    people
      .carryOutAgreed()
      .catch((error: Error) => log.error('What was agreed to waits still', { why: error.message }))
  const around = { base: publicUrl, hub: hubPorts(config) }
  const drilling = await openDrilling(shelf, authority.pack)
  if (!drilling.ok) return drilling
  const protocols = await openProtocols(shelf, log)
  let publishing: Publishing | undefined
  let callOuts: CallOuts | undefined
  let homeAssistant: HomeAssistantFace | undefined
  const { sms, email, voice } = ready.desks
  const listed = recipientsOn(recipients, [sms, email, voice])
  const calledBy = {
    recipients: listed,
    pager: pagerOf({ config, clock, log }),
    push: ready.desks.push.post,
    publicUrl: () => publicUrl(),
  }
  let system: System
  try {
    system = await openSystem({
      ...{ config, authority, areas, people, particulars, capWritten },
      ...{ ledger, shelf, personal, attempts, clock, ids, log },
      random: Math.random,
      schedules: listedSchedules,
      ...{
        readAt,
        kept: [
          ...ready.kept,
          drilling.value.kept,
          protocols.kept,
          sources.kept,
          ...accounts.kept,
          ...texts.kept,
        ],
      },
      openBeside: async (system) => {
        const all = beside([
          await sources.begin(system, (reception ??= await openReception(system))),
          await (publishing ??= await openPublishing(system, around)).begin(system),
          calling.value(system).begin(),
          accounts.signIn.begin(),
          accounts.beginKeeping(),
          readings.begin(),
          await drilling.value.begin(system),
          await protocols.begin(system),
          forgettingActs(system),
          forgettingRecipients({ book: recipients, clock, log }),
          await (callOuts ??= await openCallOuts(system, calledBy)).begin(),
          (homeAssistant ??= openHomeAssistant(system, {
            ...{ config, tls: tls.broker, sirens: ready.desks.siren, publicUrl },
          })).begin(),
        ])
        await finishAgreed()
        await texts.begin(system)
        return all
      },
      ...{ book: texts.ladders.threats, speak: texts.phrases.speak },
      async openChannels(system) {
        running = system
        return ready.open()
      },
    })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE') throw error
    return refuse('server/address-taken', { address: `127.0.0.1:${config.mqttPort}`, why: message })
  }
  // The machine of the server before may have been ahead of this one.
  system.onApplied((applied) => clock.raise(applied.at(-1)!.fact.at))
  const { push, siren: sirens, webhook: webhooks } = ready.desks
  callOuts ??= await openCallOuts(system, calledBy)
  publishing ??= await openPublishing(system, around)
  const { recent } = publishing
  const trustFolder = config.trust === '' ? join(config.data, 'trust') : config.trust
  const checking = {
    desk: openCapDesk({ trust: { file: join(trustFolder, 'default.json'), now: clock.now } }),
  }
  const received = (reception ??= await openReception(system))
  const drills = await drilling.value.parts(system)
  const liveReaders = () => ports?.live.counts().reduce((sum, { connections }) => sum + connections, 0)
  const app = await buildApp({
    ...drills,
    protocols: await protocols.desk(system),
    secondPerson: calling.value(system),
    accounts,
    ...{ system, publishing, reception, sources, sirens, webhooks, push, texts, cap: checking, publicUrl },
    readingRows: store.readingRows,
    readingIntake: (sites) => openReadingIntakeHere(system, sites, config, tls.broker),
    recipients: listed,
    callOuts,
    cellBroadcast: ready.desks['cell-broadcast'],
    ownUrl: () => ports?.url ?? '',
    channelNames: Object.keys(ready.desks),
    bodyLimit: config.bodyLimit,
    limits: { limiter: memoryLimiter(), rates: config, proxies: config.proxies },
    dialects: config,
    liveReaders,
    beside: (fastify) =>
      addPages(fastify, {
        system,
        recent,
        sirens,
        sources,
        reception: received,
        cap: checking,
        door: accounts.door,
        live: () => ports?.live,
        liveReaders,
        drills: drills.drills,
      }),
  })
  if (system.decides() === 'me') await finishAgreed()
  const stopSummaries = summariseReach(system, minute)
  const closeAll = async () => {
    tls.close()
    stopSummaries()
    await ports?.close()
    await checking.desk.close()
    await app.fastify.close()
    await accounts.close()
    await readings.flush()
    await system.close()
    await store.close()
  }
  const opened = await openPorts({ config, tls, app, system, publicUrl })
  if (!opened.ok) {
    await closeAll()
    return opened
  }
  ports = opened.value
  const listening = await app.dialects.listen(plainHost(config.host, tls.face))
  if (!listening.ok) {
    await closeAll()
    return listening
  }
  return ok({
    callOuts,
    ...{ url: ports.url, tls: ports.face, config, authority, system, desks: ready.desks, app, accounts },
    close: closeAll,
    readTlsAgain: tls.named === 'something' ? tls.readAgain : undefined,
  })
}
