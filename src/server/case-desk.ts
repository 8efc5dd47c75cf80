/**
 * The desk of cases: folded from the facts of one stream. What people wrote stands on the shelf under its hash, kept before the
 * fact that names it: a fact never speaks of words that are nowhere.
 */
import { oneAfterAnother, ok, refuse, sha256, type JsonObject, type Result, type Sha256 } from '#base'
import {
  casesStream,
  decideCase,
  evolveCase,
  isLate,
  mostCases,
  type Case,
  type CaseCommand,
  type CaseFact,
  type CaseId,
  type Lesson,
} from '#cases'
import type { Fact } from '#ledger'
import { plainly } from './damage-desk.ts'
import { namesSomebody } from './names-somebody.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

export interface CaseDesk {
  /** With everything that is in the ledger; the last changed first. */
  all(): Promise<readonly Case[]>
  find(id: string): Promise<Result<Case>>
  open(command: Extract<CaseCommand, { readonly type: 'open' }>, by: OrderedBy): Promise<Result<Case>>
  order(
    id: CaseId,
    command: CaseCommand,
    by: OrderedBy & { readonly readVersion?: number | undefined },
  ): Promise<Result<Case>>
  /** Keeps the words and gives their hash; refused where they hold somebody’s address or number. */
  words(text: string, at: string): Promise<Result<Sha256>>
  wordsOf(hashes: readonly Sha256[]): Promise<ReadonlyMap<Sha256, string>>
  /** Of every case, the first due first. */
  openLessons(): Promise<
    readonly { readonly case: Case; readonly lesson: Lesson; readonly late: 'yes' | 'no' }[]
  >
}

const words = 'case-words'
const mostTries = 5

export function openCaseDesk(
  system: Pick<System, 'ledger' | 'shelf' | 'clock' | 'ids' | 'folded' | 'config'>,
): CaseDesk {
  const { ledger, shelf, clock, ids } = system
  const cases = new Map<CaseId, Case>()
  let version = 0
  const take = (fact: Fact) => {
    // Somebody else's reading may have been quicker.
    if (fact.version !== version + 1) return
    version = fact.version
    const id = fact.data['case'] as CaseId
    const after = evolveCase(cases.get(id), fact as unknown as CaseFact, fact.seq)
    if (after !== undefined) cases.set(id, after)
  }
  let reading: Promise<unknown> = Promise.resolve()
  const upToDate = () => {
    const read = reading.then(async () => {
      for (const fact of await ledger.readStream(casesStream, version)) take(fact)
    })
    reading = read.catch(() => undefined)
    return read
  }

  /** One after the other: each decision sees what the one before wrote. */
  const inTurn = oneAfterAnother()
  const order: CaseDesk['order'] = (id, command, { readVersion, ...by }) =>
    inTurn(async () => {
      for (let tries = 1; ; tries++) {
        await upToDate()
        const asked = { id, at: clock.now(), by: by.by, mode: system.config.mode, readVersion }
        const decided = decideCase(cases.get(id), command, asked)
        if (!decided.ok) return decided
        if (decided.value.length > 0) {
          const facts = decided.value.map(({ data, ...fact }) => ({
            ...fact,
            ...{ stream: casesStream, via: by.via, data: plainly(data) as JsonObject },
          }))
          const written = await ledger.append({ facts, expected: { [casesStream]: version } })
          if (!written.ok && written.problem.code === 'ledger/conflict' && tries < mostTries) continue
          if (!written.ok) return written
          await upToDate()
          await system.folded(written.value.at(-1)!.seq)
        }
        return ok(cases.get(id)!)
      }
    })
  const wordsOf: CaseDesk['wordsOf'] = async (hashes) => {
    const found = await Promise.all(
      [...new Set(hashes)].map(async (hash) => {
        const kept = (await shelf.get(words, hash)) as { readonly text: string } | undefined
        return kept === undefined ? [] : [[hash, kept.text] as const]
      }),
    )
    return new Map(found.flat())
  }
  const all = async () => {
    await upToDate()
    return [...cases.values()].toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
  }

  return {
    ...{ all, order, wordsOf },
    async find(id) {
      await upToDate()
      const found = cases.get(id as CaseId)
      return found === undefined ? refuse('cases/unknown-case', { case: id.slice(0, 64) }) : ok(found)
    },
    async open(command, by) {
      await upToDate()
      if (cases.size >= mostCases) return refuse('cases/too-many-cases', { most: mostCases })
      return order(ids.next('case') as CaseId, command, by)
    },
    async words(text, at) {
      const plain = text.normalize('NFC').trim()
      const said = namesSomebody(plain, at)
      if (!said.ok) return said
      const hash = sha256(plain)
      await shelf.put(words, [{ key: hash, document: { text: plain } }])
      return ok(hash)
    },
    async openLessons() {
      const now = clock.now()
      return (await all())
        .flatMap((one) =>
          [...one.lessons.values()]
            .filter(({ state }) => state === 'open')
            .map((lesson) => ({
              case: one,
              lesson,
              late: isLate(lesson, now) ? ('yes' as const) : ('no' as const),
            })),
        )
        .toSorted((a, b) => (a.lesson.dueAt < b.lesson.dueAt ? -1 : 1))
    },
  }
}
