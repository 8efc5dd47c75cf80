/**
 * Keeps assessments with every version of them: who changed which weight and why. The texts stand on the shelf; the ledger has
 * opaque ids, coded values and the hash of each version, so that nobody can rewrite what was thought without being noticed.
 */
import {
  oneAfterAnother,
  canonicalJson,
  ok,
  refuse,
  sha256,
  type Instant,
  type Json,
  type JsonObject,
  type PersonId,
  type Result,
} from '#base'
import { weigh, likelihoodOf, type Assessment, type WrittenAssessment, type WrittenLanguage } from '#evidence'
import { namesSomebody } from './names-somebody.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

export interface KeptAssessment extends Assessment {
  readonly state: 'open' | 'closed'
  readonly version: number
  readonly openedAt: Instant
  readonly changedAt: Instant
}

/** One step of its history. `from` and `to` are what was changed, before and after. */
export interface AssessmentChange {
  readonly version: number
  readonly at: Instant
  readonly by: PersonId
  readonly what: string
  /** The piece of evidence it is about. */
  readonly evidence: string | null
  readonly from: Json
  readonly to: Json
  readonly why: string | null
  readonly hash: string
}

interface KeptVersion extends AssessmentChange {
  readonly assessment: KeptAssessment
}

export interface KeptWriting {
  readonly id: string
  readonly assessment: string
  /** Of the assessment it was written from. */
  readonly version: number
  readonly writtenAt: Instant
  readonly by: PersonId
  readonly written: WrittenAssessment
}

/** What a change makes of an assessment, and what the history and the ledger say of it. */
export interface Changed {
  readonly assessment: Assessment & { readonly state?: 'open' | 'closed' }
  readonly what: string
  readonly evidence?: string
  readonly from: unknown
  readonly to: unknown
  /** Opaque ids, codes and numbers alone: it goes into the ledger. */
  readonly coded: JsonObject
}

export interface AssessmentDesk {
  list(): Promise<readonly KeptAssessment[]>
  find(id: string): Promise<Result<KeptAssessment, 'evidence/no-such-assessment'>>
  open(
    make: (id: string) => Assessment,
    why: string | undefined,
    by: OrderedBy,
  ): Promise<Result<KeptAssessment>>
  /** Refused where it has moved on from the version that was read. */
  change(
    id: string,
    asked: {
      readonly readVersion: number | undefined
      readonly why: string | undefined
      readonly make: (assessment: KeptAssessment) => Result<Changed>
    },
    by: OrderedBy,
  ): Promise<Result<KeptAssessment>>
  /** The oldest first. */
  history(id: string): Promise<readonly AssessmentChange[]>
  atVersion(id: string, version: number): Promise<Result<KeptAssessment, 'evidence/no-such-version'>>
  write(
    assessment: KeptAssessment,
    make: (at: Instant) => WrittenAssessment,
    by: OrderedBy,
  ): Promise<Result<KeptWriting>>
  /** The newest first. */
  writings(id: string, language?: WrittenLanguage): Promise<readonly KeptWriting[]>
}

const current = 'assessments'
const versions = 'assessment-versions'
const writings = 'assessment-writings'
const mostAssessments = 500
const mostWritings = 1_000

export function openAssessmentDesk(system: System): AssessmentDesk {
  const { shelf, clock, ids, config } = system
  const read = async (id: string) => (await shelf.get(current, id)) as unknown as KeptAssessment | undefined
  const find: AssessmentDesk['find'] = async (id) => {
    const kept = await read(id)
    return kept === undefined ? refuse('evidence/no-such-assessment', { assessment: id }) : ok(kept)
  }

  /** One after the other: the second change is laid over the first, not beside it. */
  const inTurn = oneAfterAnother()

  /** Kept first, so that whoever hears of it can read it; taken back if the fact can't be written. */
  const keep = async (
    before: KeptAssessment | undefined,
    changed: Changed,
    why: string | undefined,
    by: OrderedBy,
  ): Promise<Result<KeptAssessment>> => {
    const said = why === undefined ? ok() : namesSomebody(why, 'why')
    if (!said.ok) return said
    const at = clock.now()
    const version = (before?.version ?? 0) + 1
    const made: KeptAssessment = {
      ...changed.assessment,
      state: changed.assessment.state ?? before?.state ?? 'open',
      ...{ version, openedAt: before?.openedAt ?? at, changedAt: at },
    }
    const hash = sha256(canonicalJson(plainly(made)))
    const entry: KeptVersion = {
      ...{ version, at, by: by.by, what: changed.what, evidence: changed.evidence ?? null },
      ...{ from: plainly(changed.from), to: plainly(changed.to), why: why ?? null, hash, assessment: made },
    }
    const key = versionKey(made.id, version)
    await shelf.put(versions, [{ key, document: plainly(entry) }])
    await shelf.put(current, [{ key: made.id, document: plainly(made) }])
    const { likely } = weigh(made, at).probability
    const data: JsonObject = {
      ...{ assessment: made.id, version, hash, likelihood: likelihoodOf(likely).code },
      ...(changed.evidence === undefined ? {} : { evidence: changed.evidence }),
      ...changed.coded,
    }
    const fact = { stream: `assessment:${made.id}`, type: `assessment-${changed.what}`, data, ...by }
    const written = await system.note({ ...fact, mode: config.mode })
    if (written !== undefined) return ok(made)
    await shelf.remove(versions, [key])
    if (before === undefined) await shelf.remove(current, [made.id])
    else await shelf.put(current, [{ key: made.id, document: plainly(before) }])
    return refuse('ledger/cannot-write', { why: 'it was not taken' })
  }
  const listed = async <Kept>(collection: string, id: string): Promise<Kept[]> => {
    const found: Kept[] = []
    for (let after = `${id} `; ;) {
      const page = await shelf.list(collection, { after, limit: 100 })
      for (const { key, document } of page)
        if (key.startsWith(`${id} `)) found.push(document as unknown as Kept)
      const end = page.at(-1)
      if (end === undefined || page.length < 100 || !end.key.startsWith(`${id} `)) return found
      after = end.key
    }
  }

  return {
    find,
    async list() {
      const all = await shelf.list(current)
      return all.map(({ document }) => document as unknown as KeptAssessment)
    },
    open: (make, why, by) =>
      inTurn(async () => {
        if ((await shelf.list(current)).length >= mostAssessments)
          return refuse('evidence/too-many-kept', { most: mostAssessments, what: 'assessments' })
        const assessment = make(ids.next('assessment'))
        const { prior, horizonDays } = assessment
        const coded = plainly({ prior, horizonDays }) as JsonObject
        return keep(undefined, { assessment, what: 'opened', from: null, to: assessment, coded }, why, by)
      }),
    change: (id, { readVersion, why, make }, by) =>
      inTurn(async () => {
        const found = await find(id)
        if (!found.ok) return found
        const { version } = found.value
        if (readVersion !== undefined && readVersion !== version)
          return refuse('evidence/assessment-moved-on', { version })
        const changed = make(found.value)
        return changed.ok ? keep(found.value, changed.value, why, by) : changed
      }),
    async history(id) {
      return listed<KeptVersion>(versions, id)
    },
    async atVersion(id, version) {
      const kept = (await shelf.get(versions, versionKey(id, version))) as unknown as KeptVersion | undefined
      return kept === undefined
        ? refuse('evidence/no-such-version', { assessment: id, version })
        : ok(kept.assessment)
    },
    write: (assessment, make, by) =>
      inTurn(async () => {
        const before = await listed<KeptWriting>(writings, assessment.id)
        if (before.length >= mostWritings)
          return refuse('evidence/too-many-kept', { most: mostWritings, what: 'written assessments' })
        const writtenAt = clock.now()
        const id = ids.next('writing')
        const written = make(writtenAt)
        const kept: KeptWriting = {
          ...{ id, assessment: assessment.id, version: assessment.version, writtenAt, by: by.by, written },
        }
        const key = versionKey(assessment.id, before.length + 1)
        await shelf.put(writings, [{ key, document: plainly(kept) }])
        const data: JsonObject = {
          ...{ assessment: assessment.id, version: assessment.version, writing: id },
          ...{ language: written.language, likelihood: written.likelihood.code },
          hash: sha256(canonicalJson(plainly(written))),
        }
        const fact = { stream: `assessment:${assessment.id}`, type: 'assessment-written', data, ...by }
        if ((await system.note({ ...fact, mode: config.mode })) !== undefined) return ok(kept)
        await shelf.remove(writings, [key])
        return refuse('ledger/cannot-write', { why: 'it was not taken' })
      }),
    async writings(id, language) {
      const all = await listed<KeptWriting>(writings, id)
      return all.filter(({ written }) => language === undefined || written.language === language).toReversed()
    },
  }
}

function versionKey(id: string, version: number): string {
  return `${id} ${String(version).padStart(8, '0')}`
}

function plainly(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json
}
