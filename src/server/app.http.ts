/** The HTTP face: every route with its permission, problems as RFC 9457, an OpenAPI document from the same schemas. Long because every part is given its routes here. */
import Fastify, { errorCodes as fastifyErrors, type FastifyInstance, type RouteOptions } from 'fastify'
import type { RequestListener } from 'node:http'
import type { z } from 'zod'
import { misfitOf, refuse, type JsonObject } from '#base'
import type { DialectPorts } from '#dialects'
import { apiDocument } from './api-document.http.ts'
import type { Accounts } from './accounts.node.ts'
import { requestLimits, type LimitParts } from './limits.http.ts'
import { sendProblem } from './problem-document.http.ts'
import { answerBrokenRequest, answerProblems, InvalidRequest, placeOfPart } from './refusals.http.ts'
import { readyAnswers } from './ready-answers.http.ts'
import { isTooDeep } from './request-shape.ts'
import { knownAs, routesOn, type RouteBook } from './route.http.ts'
import { securityHeaders } from './security-headers.ts'
import { accessRoutes } from './routes/access.http.ts'
import { alertRoutes } from './routes/alerts.http.ts'
import { accountRoutes } from './routes/account.http.ts'
import { linkRoutes } from './routes/links.http.ts'
import { oidcRoutes } from './routes/oidc.http.ts'
import { signInRoutes } from './routes/sign-in.http.ts'
import { authorityRoutes } from './routes/authorities.http.ts'
import { announcementRoutes } from './routes/announcements.http.ts'
import { areaSetRoutes } from './routes/area-sets.http.ts'
import { areaRoutes } from './routes/areas.http.ts'
import { auditRoutes } from './routes/audit.http.ts'
import { boardRoutes } from './routes/board.http.ts'
import { capRoutes, type CapRouteParts } from './routes/cap.http.ts'
import { dutyRoutes } from './routes/duty.http.ts'
import { openDialectPorts } from './dialect-ports.ts'
import type { Upgrades } from './dialect-sockets.ws.ts'
import { speakToWebhooks } from './dialect-webhooks.ts'
import { openDialects, type Dialects, type DialectSettings } from './dialects.http.ts'
import { dialectRoutes } from './routes/dialects.http.ts'
import { drillRoutes, type DrillParts } from './routes/drills.http.ts'
import { channelTestRoutes } from './routes/channel-tests.http.ts'
import { fpasRoutes } from './routes/fpas.http.ts'
import { feedRoutes } from './routes/feeds.http.ts'
import { mapRoutes } from './routes/map.http.ts'
import { ladderRoutes } from './routes/ladders.http.ts'
import { ledgerRoutes } from './routes/ledger.http.ts'
import { keyRoutes } from './routes/keys.http.ts'
import { peopleRoutes } from './routes/people.http.ts'
import { personalRoutes } from './routes/personal.http.ts'
import { previewRoutes } from './routes/preview.http.ts'
import { phraseRoutes } from './routes/phrases.http.ts'
import { proposalRoutes } from './routes/proposals.http.ts'
import { pushRoutes } from './routes/push.http.ts'
import { reachRoutes } from './routes/reach.http.ts'
import { reportRoutes } from './routes/reports.http.ts'
import { residentReportRoutes } from './routes/resident-reports.http.ts'
import { reviewRoutes } from './routes/reviews.http.ts'
import { safeRoutes } from './routes/safe.http.ts'
import { serverRoutes } from './routes/server.http.ts'
import { sightingRoutes } from './routes/sightings.http.ts'
import { sirenRoutes } from './routes/sirens.http.ts'
import { siteRoutes } from './routes/sites.http.ts'
import { situationRoutes } from './routes/situation.http.ts'
import { sourceRoutes } from './routes/sources.http.ts'
import { tellRoutes } from './routes/tell.http.ts'
import { timelineRoutes } from './routes/timeline.http.ts'
import { trackRoutes } from './routes/tracks.http.ts'
import { webhookRoutes } from './routes/webhooks.http.ts'
import { protocolRoutes } from './routes/protocols.http.ts'
import { protocolRunRoutes } from './routes/protocol-runs.http.ts'
import { openPhotos } from './resident-reports-photos.ts'
import { callOutDeviceRoutes } from './routes/callout-devices.http.ts'
import { callOutRoutes } from './routes/callouts.http.ts'
import { cellBroadcastRoutes } from './routes/cell-broadcast.http.ts'
import { teamRoutes } from './routes/teams.http.ts'
import { recipientRoutes } from './routes/recipients.http.ts'
import type { Recipients } from './recipients.ts'
import type { CallOuts } from './callout-open.node.ts'
import { openShelters } from './shelters.http.ts'
import { openResidents } from './resident-reports-open.node.ts'
import { openCases } from './cases.http.ts'
import { openQuestionsAt } from './case-questions.ts'
import { openDamage } from './damage-open.http.ts'
import { openEvidence } from './evidence.http.ts'
import { openSightings } from './sightings.ts'
import { openTracks } from './tracks.ts'
import { sheltersOf } from './now-shelters.ts'
import { residentRoutes } from './resident-pages.http.ts'
import type { ProtocolDesk } from './protocol-desk.ts'
import type { Reception } from './reception.ts'
import { signInUrl } from './session-cookie.http.ts'
import type { Publishing } from './publishing.ts'
import type { ReadingRows } from '#sites'
import type { SourceDesk } from './source-desk.ts'
import type { CellBroadcastDesk } from '../channels/cell-broadcast/open-cell-broadcast.cbe.ts'
import type { SirenDesk } from '../channels/siren/open-sirens.mqtt.ts'
import type { SecondPerson } from './second-person.ts'
import { noReadingIntake, type ReadingIntake } from './reading-intake.ts'
import { openSiteDesk, type SiteDesk } from './site-desk.ts'
import { situationDesk } from './situation-desk.ts'
import { siteEvidence, sitesOfDocument } from './site-evidence.ts'
import { sitesAtAGlance } from './site-views.ts'
import type { System } from './system.ts'
import type { Texts } from './texts.ts'
import type { PushDesk } from '../channels/push/open-push.http.ts'
import type { WebhookDesk } from '../channels/webhook/open-webhooks.http.ts'

// Not imported: an ES import reads every export of the module, `WebSocket` too, for which Node then loads undici whole.
const { createServer } = process.getBuiltinModule('node:http')

/** Milliseconds, for a head and for a whole request; Node would look only every 30 seconds whether they are over. */
const timeLimits = {
  ...{ headersTimeout: 20_000, requestTimeout: 60_000, keepAliveTimeout: 10_000 },
  connectionsCheckingInterval: 1_000,
}
const noDialects: DialectSettings = {
  ...{ dialects: [], dialectHosts: [], dialectPorts: [], dialectRates: [], proxies: [] },
  dialectKeys: 'as-the-original',
}
/** A connection on which nothing moves for so long, because nobody reads the answer, is ended. */
const longestStandstill = 120_000

export interface AppParts extends DrillParts {
  readonly accounts: Accounts
  readonly system: System
  readonly sirens: SirenDesk
  readonly webhooks: WebhookDesk
  readonly push: PushDesk
  readonly recipients: Recipients
  readonly cellBroadcast: CellBroadcastDesk
  readonly callOuts: CallOuts
  readonly protocols: ProtocolDesk
  readonly publishing: Publishing
  readonly cap: CapRouteParts
  readonly reception: Reception
  readonly sources: SourceDesk
  readonly texts: Texts
  /** Where what stations measure is kept. */
  readonly readingRows: ReadingRows
  /** How readings come over MQTT; left out, they don’t. */
  readonly readingIntake?: (sites: SiteDesk) => Promise<ReadingIntake>
  /** The drill that is announced or goes on, as consoles show it. */
  readonly drill?: () => JsonObject | null
  /** Who calls second persons; left out, nobody is called from here. */
  readonly secondPerson?: SecondPerson
  /** Of every channel that the product has, open or not. */
  readonly channelNames: readonly string[]
  readonly bodyLimit: number
  readonly limits: Pick<LimitParts, 'limiter' | 'rates' | 'proxies'>
  /** How dialects are served; left out, none are. */
  readonly dialects?: DialectSettings
  readonly dialectPorts?: DialectPorts
  /** Live streams that are open now; undefined where nobody can tell. */
  readonly liveReaders?: () => number | undefined
  /** Without a slash at the end. */
  readonly publicUrl: () => string
  /** The server's own plain address; empty until it listens. */
  readonly ownUrl: () => string
  /** Adds pages and whatever else stands beside the API. */
  readonly beside?: (app: FastifyInstance) => void
}

export interface App {
  readonly fastify: FastifyInstance
  readonly book: RouteBook
  readonly dialects: Dialects
  /** OpenAPI 3.1. */
  document(): Promise<JsonObject>
}

export async function buildApp(parts: AppParts): Promise<App> {
  const { system } = parts
  const publicBy = () => (parts.publicUrl().startsWith('https:') ? 'https' : 'http')
  const ready = readyAnswers({ clock: system.clock, ratePublic: parts.limits.rates.ratePublic })
  const newServer = (listener: RequestListener, { shouldUpgradeCallback, upgrade }: Upgrades) =>
    createServer({ ...timeLimits, shouldUpgradeCallback }, listener)
      .setTimeout(longestStandstill)
      .on('upgrade', upgrade)
  const dialects = openDialects(system, {
    settings: parts.dialects ?? noDialects,
    ...{
      publicUrl: parts.publicUrl,
      publicBy,
      newServer,
      ports: parts.dialectPorts ?? openDialectPorts(system, parts),
    },
    ...{ limiter: parts.limits.limiter, rates: parts.limits.rates, keyUsed: parts.accounts.keyUses.used },
  })
  speakToWebhooks(parts.webhooks, dialects.desk)
  const fastify = Fastify({
    serverFactory: (handle) => newServer(dialects.door.before(ready.before(handle)), dialects.upgrades),
    bodyLimit: parts.bodyLimit,
    routerOptions: { maxParamLength: 400 },
    // Set below: without these two Fastify first loads those of its own, which nothing here needs.
    schemaController: { compilersFactory: { buildValidator: setBelow, buildSerializer: setBelow } },
    forceCloseConnections: true,
    frameworkErrors: (error, _, reply) => {
      const why = error.message.slice(0, 200)
      // No hook of ours is asked for what has no path.
      const served = { route: undefined, action: undefined, cacheControl: undefined }
      void reply.headers(securityHeaders({ ...served, publicBy: publicBy() }))
      void sendProblem(reply, refuse('server/invalid-request', { at: 'path', why }).problem)
    },
    clientErrorHandler: (error, socket) => answerBrokenRequest(error, socket, publicBy()),
  })
  const limits = requestLimits({
    ...parts.limits,
    log: system.log,
    async recognise(request) {
      const who = await parts.accounts.door.who(request)
      return who.ok ? knownAs(who.value) : undefined
    },
  })
  limits.on(fastify)
  fastify.addHook('preValidation', async ({ body }, reply) => {
    if (body instanceof Uint8Array || !isTooDeep(body)) return
    return sendProblem(
      reply,
      refuse('server/invalid-request', { at: 'body', why: 'it is nested too deep' }).problem,
    )
  })
  takeBytes(fastify)
  fastify.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => (input) => {
    // Only where a route takes bytes; they are its own business.
    if (input instanceof Uint8Array) return { value: input }
    const parsed = schema.safeParse(input)
    if (parsed.success) return { value: parsed.data }
    return { error: new InvalidRequest(misfitOf(parsed.error.issues, placeOfPart[httpPart ?? 'body'])) }
  })
  // Answers arrive here as text or bytes, made once; the schemas of answers are for the document, and for the test that compares.
  fastify.setSerializerCompiler(() => JSON.stringify)
  answerProblems(fastify, system, parts.bodyLimit, () => routes)
  const declared: RouteOptions[] = []
  fastify.addHook('onRoute', (route) => void declared.push(route))
  fastify.addHook('onSend', async (request, reply) => {
    const { url: route, config } = request.routeOptions
    const { basemap = '' } = system.config
    const { action } = config as { readonly action?: string }
    const cacheControl = reply.getHeader('cache-control')?.toString()
    void reply
      .headers(securityHeaders({ route, action, cacheControl, publicBy: publicBy(), basemap }))
      .header('tocsin-mode', system.config.mode)
  })
  // After all that writes an answer's head.
  ready.on(fastify)
  const { door, signIn, calls, keyUses, oidc, lastSeenAt } = parts.accounts
  const people = { links: signIn.links, lastSeenAt, publicUrl: () => signInUrl(parts.publicUrl()) }
  const routes = routesOn(fastify, system, { door, limits })
  // Drawn once: it takes a tenth of a second, and anybody may ask for it.
  let drawn: Promise<JsonObject> | undefined
  const document = () => (drawn ??= apiDocument(declared, routes))
  const tracks = await openTracks(system)
  const sightings = await openSightings(system)
  const residents = await openResidents(system, sightings)
  const shelters = await openShelters(system)
  const sites = await openSiteDesk(system, parts.readingRows, sightings)
  const evidence = openEvidence(system, (document) => sitesOfDocument(sites.book, document))
  const readingIntake = (await parts.readingIntake?.(sites)) ?? noReadingIntake
  const siteParts = {
    ...{ desk: sites, evidence: siteEvidence(evidence.desk), intakeState: readingIntake.state },
  }
  const damage = await openDamage(system, {
    ...{ residents: residents.desk, evidence: evidence.desk, publicUrl: parts.publicUrl },
  })
  const taskPhotos = await openPhotos(system, 'protocol')
  const cases = openCases(system, {
    ...{ evidence: evidence.desk, damage: damage.desk, sites, callOuts: parts.callOuts.desk },
    ...{ protocols: parts.protocols, book: parts.protocols.book },
  })
  fastify.addHook('onClose', async () => {
    await dialects.close()
    taskPhotos.close()
    tracks.close()
    sightings.stop()
    residents.stop()
    shelters.desk.stop()
    damage.forms.stop()
    damage.desk.stop()
    await evidence.stop()
    await readingIntake.stop()
    await sites.stop()
  })
  fastify.after(() => {
    boardRoutes(routes, system)
    mapRoutes(routes, system)
    areaSetRoutes(routes, system)
    const duty = dutyRoutes(routes, system, {
      ...{ ...parts, sightings: sightings.open, tracks: tracks.state },
      ...{ residentReports: residents.desk.open, residents: residents.desk.state },
      sites: () => sitesAtAGlance(system, sites),
    })
    fastify.addHook('preClose', async () => duty.close())
    feedRoutes(routes, system, parts.publishing, parts.publicUrl)
    alertRoutes(routes, system, parts.secondPerson)
    previewRoutes(routes, { ...parts, tracks })
    trackRoutes(routes, system, tracks)
    sightingRoutes(routes, system, sightings)
    tellRoutes(routes, system, residents.desk)
    safeRoutes(routes, system, residents.safe)
    residentReportRoutes(routes, system, residents.desk)
    shelters.addRoutes(routes, { bodyLimit: parts.bodyLimit * 64, publicUrl: parts.publicUrl })
    damage.addRoutes(fastify, routes)
    evidence.addRoutes(routes)
    cases.addRoutes(routes)
    siteRoutes(routes, system, siteParts)
    reviewRoutes(routes, system, parts.secondPerson)
    reachRoutes(routes, system, parts.sirens, residents.desk.sirens)
    announcementRoutes(routes, system)
    areaRoutes(routes, system, parts.bodyLimit * 64)
    sirenRoutes(routes, system, parts.sirens, residents.desk.sirens)
    webhookRoutes(routes, system, parts.webhooks)
    recipientRoutes(routes, system, parts.recipients)
    cellBroadcastRoutes(routes, system, parts.cellBroadcast)
    callOutRoutes(routes, system, parts.callOuts)
    callOutDeviceRoutes(routes, system, parts.callOuts, parts.push)
    teamRoutes(routes, system, parts.callOuts, parts.publicUrl)
    protocolRoutes(routes, system, parts.protocols.book)
    protocolRunRoutes(routes, system, parts.protocols, taskPhotos)
    pushRoutes(routes, system, parts.push, () => `${parts.publicUrl()}/`)
    fpasRoutes(fastify, routes, system, parts)
    dialectRoutes(routes, dialects)
    capRoutes(routes, parts.cap)
    reportRoutes(routes, system, parts.reception)
    sourceRoutes(routes, system, parts.sources)
    ledgerRoutes(routes, system)
    auditRoutes(routes, system, parts.accounts)
    timelineRoutes(routes, system, parts)
    const reporting = {
      ...{ damage: damage.desk, evidence: evidence.desk, sites, protocols: parts.protocols },
      questions: openQuestionsAt(system, cases.desk),
    }
    situationRoutes(routes, system, { desk: situationDesk(system, reporting), sites })
    drillRoutes(routes, system, parts)
    personalRoutes(routes, system, parts.accounts)
    peopleRoutes(routes, system, people)
    accessRoutes(routes, system, parts.accounts)
    proposalRoutes(routes, system, people)
    keyRoutes(routes, system, keyUses)
    authorityRoutes(routes, system)
    signInRoutes(routes, {
      signIn,
      calls,
      publicUrl: parts.publicUrl,
      oidc: () => (oidc === undefined ? null : { name: oidc.name }),
    })
    linkRoutes(routes, { signIn, calls })
    accountRoutes(routes, { signIn, calls })
    oidcRoutes(routes, { desk: oidc, calls, account: signIn.account, clock: system.clock })
    channelTestRoutes(routes, system, parts)
    ladderRoutes(routes, system, parts)
    phraseRoutes(routes, system, parts.texts)
    serverRoutes(routes, system, document, parts.texts)
    residentRoutes(fastify, routes, {
      ...{
        system,
        tracks,
        phrases: parts.texts.phrases,
        protocols: parts.protocols,
        damage: damage.desk,
        drills: parts.drills,
        liveReaders: parts.liveReaders,
      },
      shelters: { at: sheltersOf(system, shelters), book: shelters.desk.book },
      safe: residents.safe,
      shelterPages: { book: shelters.desk.book, places: shelters.places },
    })
    parts.beside?.(fastify)
  })
  await fastify.ready()
  return { fastify, book: routes, dialects, document }
}

/** Bodies that are not JSON arrive as bytes, at the routes that say so; at all others they are refused as before. */
function takeBytes(fastify: FastifyInstance): void {
  const { FST_ERR_CTP_INVALID_MEDIA_TYPE } = fastifyErrors
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
    const { takes } = request.routeOptions.config as { readonly takes?: readonly string[] }
    if (takes?.includes(type)) done(null, body)
    else done(new FST_ERR_CTP_INVALID_MEDIA_TYPE(type), undefined)
  })
}

function setBelow(): never {
  throw new Error('the compilers of schemas are set before the first route')
}
