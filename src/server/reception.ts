/** What a system does with messages from outside: takes them in, keeps the desk's reports, and moves the board as their facts ask. */
import { modes, sayProblem, type ActorId, type Mode } from '#base'
import {
  asMessageFact,
  carryOut,
  codesOn,
  openIntake,
  openReports,
  messageCollection,
  type Codes,
  type Report,
  type Intake,
  type RelaySettings,
  type Reports,
  type SourceId,
} from '#exchange'
import type { Hierarchy } from '#areas'
import { type CapMessage } from '#cap'
import { beginning, type Fact, type Follower, type Seq } from '#ledger'
import { mainAuthority } from '#people'
import type { Ladder, LadderId } from '#threats'
import { followKept } from './kept-follower.ts'
import type { System } from './system.ts'

export interface Reception {
  readonly intake: Intake
  readonly reports: Reports
  /** What a report's message says, read again from its bytes; undefined where they are gone. */
  read(report: Report): Promise<CapMessage | undefined>
  /** Where messages mean, on the map as it is now. */
  ground(): { readonly hierarchy: Hierarchy; readonly codes: Codes }
  /** On the server that decides: moves the board as the facts of messages ask. Until it is closed messages are taken in. */
  follow(settings: SettingsOf): Promise<Follower>
}

type SettingsOf = (source: SourceId) => Partial<RelaySettings>

/** Reports older than this many facts are only in the ledger. */
const readBack = 200_000
const pageFacts = 2_000

/** On every server: what came in is known to all of them, whoever took it in. */
export async function openReception(system: System): Promise<Reception> {
  const reports = openReports()
  await readReports(system, reports)
  let known: { readonly hierarchy: Hierarchy; readonly codes: Codes } | undefined
  const ground = () => {
    const hierarchy = system.areas.hierarchy()
    if (known?.hierarchy !== hierarchy) known = { hierarchy, codes: codesOn(hierarchy) }
    return known
  }
  let moving: Follower | undefined
  const intake = openIntake({
    ...{ ledger: system.ledger, shelf: system.shelf, clock: system.clock, log: system.log },
    sender: system.authority.sender,
    alert: (id) => system.desk.find(id),
    rules: (mapping) => ({
      ...ground(),
      book: system.book,
      ladder: ladderOf(system, mapping),
      modes: isInLiveService(system) ? modes : modes.filter((mode: Mode) => mode !== 'live'),
      contains: (outer, inner) => system.areas.hierarchy().contains(outer, inner),
    }),
    async boardMoved() {
      const now = moving
      await now?.caughtUp()
      // A follower that is closed meanwhile resolves too, with the board as it was.
      if (now === undefined || moving !== now) throw new Error('nobody moves the board just now')
    },
  })
  return {
    intake,
    reports,
    ground,
    async read({ message }) {
      const kept = (await system.shelf.get(messageCollection, message.bytes)) as { bytes: string } | undefined
      if (kept === undefined) return undefined
      const { readCap } = await import('#cap/reader')
      return readCap(Buffer.from(kept.bytes, 'base64')).readings[0]?.message
    },
    async follow(settings) {
      const follower = await followKept(system, 'relay', {
        wanted: (facts) => facts.filter((fact) => received(fact) !== undefined),
        failure: 'What came from outside could not be put onto the board',
        async act(facts) {
          for (const fact of facts) await relay(system, fact, settings)
        },
      })
      moving = follower
      return {
        caughtUp: () => follower.caughtUp(),
        close() {
          if (moving === follower) moving = undefined
          return follower.close()
        },
      }
    },
  }
}

async function readReports(system: System, reports: Reports): Promise<void> {
  let read = Math.max(beginning, system.world.head() - readBack)
  while (read < system.world.head()) {
    const facts = await system.ledger.read(read as Seq, pageFacts)
    if (facts.length === 0) break
    for (const fact of facts) reports.apply(fact)
    read = facts.at(-1)!.seq
  }
  system.onApplied((applied) => {
    for (const { fact } of applied) if (fact.seq > read) reports.apply(fact)
  })
}

/** What is relayed reaches the public as what is written here does: live from when two people switched the authority to live. */
function isInLiveService({ config, people }: System): boolean {
  return config.mode === 'live' && people.registry.authorities.get(mainAuthority)?.service === 'live'
}

const usualLadder = 'all-hazards' as LadderId

/** The ladder that a source's messages are told by; what isn't there any more is the usual one. */
function ladderOf({ book }: System, name: string | undefined): Ladder {
  return book.ladder((name ?? usualLadder) as LadderId) ?? book.ladder(usualLadder)!
}

function received(fact: Fact) {
  const typed = asMessageFact(fact)
  return typed?.type === 'message-received' && typed.data.acts.length > 0 ? typed.data : undefined
}

async function relay(system: System, fact: Fact, settings: SettingsOf): Promise<void> {
  const message = received(fact)!
  const refused = await carryOut(message, fact.mode, fact.stream, fact.by as ActorId, {
    order: async (order, by, key) => {
      const done = await system.desk.order(order, by, key)
      // Not a refusal of this order: nothing can be written just now, and it has to be done all the same.
      if (!done.ok && done.problem.code.startsWith('ledger/')) throw new Error(done.problem.code)
      return done
    },
    settings: (source) => {
      const { ladder, channels = [] } = settings(source)
      return { ladder: ladderOf(system, ladder).id, channels }
    },
    now: () => system.clock.now(),
  })
  for (const { act, refused: why } of refused) {
    const { code } = why.problem
    const kind = system.problems[code]
    const says = kind === undefined ? code : sayProblem(kind, why.problem)
    system.log.warn('A relayed message was refused by the board', { source: message.source, why: code })
    await system.note({
      ...{ stream: fact.stream, type: 'relay-refused', mode: fact.mode, by: fact.by as ActorId },
      data: { alert: act.alert, problem: code, says },
    })
  }
}
