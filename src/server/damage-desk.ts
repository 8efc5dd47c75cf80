/**
 * The desk of damage: its state is folded from the facts of one stream; addresses, exact points and words stand in the personal store,
 * each for its time. What is kept beside a fact is kept before it: a fact never speaks of something that is nowhere.
 */
import type { AreaCode, LonLat } from '#areas'
import {
  oneAfterAnother,
  canonicalJson,
  day,
  ok,
  plus,
  refuse,
  sha256,
  type Instant,
  type Json,
  type JsonObject,
  type Mode,
  type Result,
  type Sha256,
} from '#base'
import {
  damageStream,
  decide,
  evolve,
  noDamage,
  type AssetId,
  type AssetPlace,
  type DamageCommand,
  type DamageFact,
  type DamageState,
  type SourceKind,
} from '#damage'
import type { Fact } from '#ledger'
import { damageKeptFor, sweepDamagePhotos } from './damage-photos.ts'
import { namesSomebody } from './names-somebody.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

export interface KeptPlace {
  readonly address: string
  readonly at: LonLat | null
}

export interface DamageDesk {
  /** With everything that is in the ledger. */
  state(): Promise<DamageState>
  /** One after the other; `make` sees what the order before has made. */
  order(
    make: (state: DamageState) => Result<DamageCommand> | Promise<Result<DamageCommand>>,
    by: OrderedBy,
    mode: Mode,
  ): Promise<Result<readonly Fact[]>>
  /** Several orders that nobody’s order comes between. */
  inTurn<Value>(act: (step: Step) => Promise<Value>): Promise<Value>
  keepPlace(asset: AssetId, place: KeptPlace): Promise<void>
  places(state: DamageState): Promise<readonly AssetPlace[]>
  /** Keeps an outline exactly as it was drawn, for those who go there, and gives its hash. */
  keepOutline(ring: readonly LonLat[]): Promise<Sha256>
  outline(hash: Sha256): Promise<readonly LonLat[] | undefined>
  /** Keeps the words and gives their hash; refused where they name somebody. */
  words(text: string, at: string): Promise<Result<Sha256>>
  wordsOf(hash: string): Promise<string | undefined>
  /** An opaque id for what a source is called; the same name is the same source. */
  sourceNamed(kind: SourceKind, name: string): Promise<Result<string>>
  sourceNames(): Promise<ReadonlyMap<string, string>>
  stop(): void
}

export type Step = (command: DamageCommand, by: OrderedBy, mode: Mode) => Promise<Result<readonly Fact[]>>

const places = 'damage-places'
const words = 'damage-words'
const sources = 'damage-sources'
const outlines = 'damage-outlines'
const mostTries = 5

export function openDamageDesk(
  system: Pick<
    System,
    'ledger' | 'personal' | 'clock' | 'ids' | 'log' | 'folded' | 'decides' | 'areas' | 'config'
  >,
): DamageDesk {
  const { ledger, personal, clock, ids, log } = system
  const folded = noDamage()

  let reading: Promise<unknown> = Promise.resolve()
  const upToDate = () => {
    const read = reading.then(async () => {
      for (const fact of await ledger.readStream(damageStream, folded.version)) take(fact)
    })
    reading = read.catch(() => undefined)
    return read
  }
  const take = (fact: Fact) => {
    // Somebody else's reading may have been quicker.
    if (fact.version === folded.version + 1) evolve(folded, fact as unknown as DamageFact, fact.seq)
  }

  const queued = oneAfterAnother()
  const step: Step = async (command, by, mode) => {
    for (let tries = 1; ; tries++) {
      await upToDate()
      const decided = decide(folded, command, { at: clock.now(), by: by.by, mode })
      if (!decided.ok) return decided
      if (decided.value.length === 0) return ok([])
      const facts = decided.value.map((fact) => ({
        ...fact,
        ...{ stream: damageStream, via: by.via, data: plainly(fact.data) as JsonObject },
      }))
      const written = await ledger.append({ facts, expected: { [damageStream]: folded.version } })
      if (!written.ok && written.problem.code === 'ledger/conflict' && tries < mostTries) continue
      if (!written.ok) return written
      await upToDate()
      await system.folded(written.value.at(-1)!.seq)
      return written
    }
  }
  const keep = (collection: string, key: string, document: JsonObject) =>
    personal.put(collection, [
      { key, document: { ...document, keptUntil: plus(clock.now(), damageKeptFor) } },
    ])

  const sweep = async () => {
    const now = clock.now()
    for (const collection of [places, words]) {
      const over = (await personal.list(collection)).filter(
        ({ document }) => (document as { readonly keptUntil: Instant }).keptUntil < now,
      )
      if (over.length > 0)
        await personal.remove(
          collection,
          over.map(({ key }) => key),
        )
    }
    await sweepDamagePhotos(personal, now)
    // An outline is needed for as long as anything lies there, however many years that is.
    await upToDate()
    const needed = new Set(
      [...folded.remnants.values()]
        .filter(({ state, changedAt }) => state !== 'cleared' || plus(changedAt, damageKeptFor) >= now)
        .map(({ outline }) => outline),
    )
    const spare = (await personal.list(outlines)).filter(
      ({ key, document }) =>
        !needed.has(key as Sha256) && plus((document as { readonly drawnAt: Instant }).drawnAt, day) < now,
    )
    if (spare.length > 0)
      await personal.remove(
        outlines,
        spare.map(({ key }) => key),
      )
  }
  let callOff = () => {}
  const sweepDaily = () => {
    callOff = clock.after(day, () => {
      if (system.decides() === 'me')
        sweep().catch((error: Error) =>
          log.warn('What was kept of damage could not be swept', { why: error.message }),
        )
      sweepDaily()
    })
  }
  sweepDaily()

  return {
    async state() {
      await upToDate()
      return folded
    },
    inTurn: (act) => queued(() => act(step)),
    order: (make, by, mode) =>
      queued(async () => {
        await upToDate()
        const command = await make(folded)
        return command.ok ? step(command.value, by, mode) : command
      }),
    keepPlace: (asset, place) => keep(places, asset, place as unknown as JsonObject),
    async places(state) {
      return (await personal.list(places)).flatMap(({ key, document }) => {
        const asset = state.assets.get(key as AssetId)
        if (asset === undefined) return []
        const { address, at } = document as unknown as KeptPlace
        return [{ id: asset.id, area: asset.area, subject: asset.subject, address, at }]
      })
    },
    async keepOutline(ring) {
      const document = { ring: plainly(ring), drawnAt: clock.now() }
      const hash = sha256(canonicalJson(document.ring))
      await personal.put(outlines, [{ key: hash, document }])
      return hash
    },
    async outline(hash) {
      const kept = await personal.get(outlines, hash)
      return (kept as { readonly ring: readonly LonLat[] } | undefined)?.ring
    },
    async words(text, at) {
      const said = namesSomebody(text, at)
      if (!said.ok) return said
      const hash = sha256(text)
      await keep(words, hash, { text })
      return ok(hash)
    },
    async wordsOf(hash) {
      return ((await personal.get(words, hash)) as { readonly text: string } | undefined)?.text
    },
    async sourceNamed(kind, name) {
      const plain = name.normalize('NFKC').trim().replace(/\s+/g, ' ')
      const said = namesSomebody(plain, 'source.name')
      if (!said.ok) return said
      const all = (await personal.list(sources)) as readonly {
        readonly key: string
        readonly document: Json
      }[]
      const found = all.find(({ document }) => {
        const one = document as { readonly kind: string; readonly name: string }
        return one.kind === kind && one.name.toLowerCase() === plain.toLowerCase()
      })
      if (found !== undefined) return ok(found.key)
      const id = ids.next('source')
      await personal.put(sources, [{ key: id, document: { kind, name: plain } }])
      return ok(id)
    },
    async sourceNames() {
      const all = await personal.list(sources)
      return new Map(all.map(({ key, document }) => [key, (document as { readonly name: string }).name]))
    },
    stop: () => callOff(),
  }
}

export function plainly(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json
}

/** Whether two sayings of one id say the same: a phone that heard no answer says it again. */
export function isSameSaying(one: unknown, other: unknown): boolean {
  return canonicalJson(plainly(one)) === canonicalJson(plainly(other))
}

/** The smallest area that holds the point, else undefined. */
export function areaAt({ areas }: Pick<System, 'areas'>, at: LonLat): AreaCode | undefined {
  return areas.locator().locate(at)[0]
}

export function refuseUnknownPlace(): Result<never> {
  return refuse('server/invalid-request', { at: 'body.area', why: 'it is missing' })
}
