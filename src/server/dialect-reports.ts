/**
 * What machines tell through a dialect becomes reports for the desk: one when it begins, one when it is over, and none for what is only
 * said again, also after a restart.
 */
import { between, day, hour, minute, oneAfterAnother, type Instant, type Json } from '#base'
import { writeCap, type CapMessage, type CapTime } from '#cap'
import type { DialectReports, MachineReport } from '#dialects'
import { messageStream, type CapSource, type SourceId, type Taken } from '#exchange'
import { firstMessage, overMessage } from './machine-report.ts'
import type { Reception } from './reception.ts'
import type { System } from './system.ts'

/** What goes on, by who says it and its name. */
const collection = 'machine-reports'
/** Of one machine at once. */
const mostAtOnce = 500
/** Whoever was silent for so long and begins anew means something new. */
const silentFor = hour
const heardEvery = 5 * minute
const forgottenAfter = 31 * day

interface Kept {
  readonly identifier: string
  readonly sent: CapTime
  readonly since: Instant | null
  readonly heardAt: Instant
}

export function dialectReports(
  system: Pick<System, 'shelf' | 'clock' | 'ledger' | 'decides' | 'log'>,
  { intake }: Pick<Reception, 'intake'>,
): DialectReports {
  const { shelf, clock, ledger, log } = system
  const inTurn = oneAfterAnother()

  const keep = (key: string, kept: Kept) =>
    shelf.put(collection, [{ key, document: kept as unknown as Json }])
  const countOf = async (person: string): Promise<number> => {
    const all = (await shelf.list(collection, { after: `${person} `, limit: mostAtOnce })).filter(({ key }) =>
      key.startsWith(`${person} `),
    )
    const old = all.filter(
      ({ document }) => between((document as unknown as Kept).heardAt, clock.now()) > forgottenAfter,
    )
    await shelf.remove(
      collection,
      old.map(({ key }) => key),
    )
    return all.length - old.length
  }
  const begin = async (report: MachineReport, person: string, hand: Hand, key: string) => {
    const { since, saidAt } = report
    let message = firstMessage(report, person, since ?? saidAt)
    let taken = await hand(message)
    // It was over, and goes on all the same: that is told.
    if (taken === 'known' && (await isTakenBack(message))) {
      message = firstMessage(report, person, saidAt)
      taken = await hand(message)
    }
    if (taken === 'ours') return
    const { identifier, sent } = message
    await keep(key, { identifier, sent, since: since ?? null, heardAt: saidAt })
  }
  const isTakenBack = async (message: CapMessage) =>
    (await ledger.readStream(messageStream(message))).some(({ type }) => type === 'message-superseded')

  /** `room` says whether this machine may begin another, and counts it. */
  const takeOne = async (
    report: MachineReport,
    person: string,
    hand: Hand,
    room: () => Promise<'some' | 'none'>,
  ): Promise<'taken' | 'too-many'> => {
    const key = `${person} ${report.name}`
    const kept = (await shelf.get(collection, key)) as unknown as Kept | undefined
    if (report.goesOn === 'over') {
      if (kept === undefined) return 'taken'
      const { identifier, sent } = kept
      await hand(overMessage(report, person, { identifier, sent }, clock.now()))
      await shelf.remove(collection, [key])
      return 'taken'
    }
    const silence = kept === undefined ? 0 : between(kept.heardAt, report.saidAt)
    const isSame =
      kept !== undefined &&
      (silence < silentFor || (report.since !== undefined && kept.since === report.since))
    if (isSame) {
      if (silence > heardEvery) await keep(key, { ...kept, heardAt: report.saidAt })
      return 'taken'
    }
    if (kept === undefined && (await room()) === 'none') return 'too-many'
    await begin(report, person, hand, key)
    return 'taken'
  }

  return {
    take: ({ person }, name, reports) =>
      inTurn<'taken' | 'too-many' | 'not-now'>(async () => {
        if (system.decides() === 'other') return 'not-now'
        const source = sourceOf(person, name)
        const hand: Hand = (message) => handIn(intake, source, message, clock.now())
        let begun: number | undefined
        const room = async () => {
          begun ??= await countOf(person)
          begun += 1
          return begun > mostAtOnce ? 'none' : 'some'
        }
        try {
          for (const report of reports)
            if ((await takeOne(report, person, hand, room)) === 'too-many') return 'too-many'
          return 'taken'
        } catch (error) {
          log.warn('What a machine told could not be written down', { why: (error as Error).message })
          return 'not-now'
        }
      }),
  }
}

type Hand = (message: CapMessage) => Promise<Taken>

async function handIn(
  intake: Reception['intake'],
  source: CapSource,
  message: CapMessage,
  receivedAt: Instant,
): Promise<Taken> {
  const written = writeCap(message)
  if (!written.ok) throw new Error(written.problem.code)
  return intake.take({
    ...{ source, receivedAt, message, version: '1.2', problems: [], from: 'posted' },
    bytes: new TextEncoder().encode(written.value),
    signature: { verdict: 'unchecked' },
  })
}

/** No source that anybody set up: whoever tells has a key. People's names are nothing for the ledger, their ids are. */
function sourceOf(person: string, name: string): CapSource {
  return {
    ...{ id: `machine-${person}` as SourceId, name: `${name} (${person})`, address: '', kind: 'cap' },
    ...{ takes: 'reports', signature: { policy: 'ignored' }, senders: 'any' },
    poll: { everySeconds: 60, minSeconds: 60, maxSeconds: 60 },
    modes: { exercise: 'let-in', test: 'let-in' },
    ...{ websub: 'never', archives: 'never', paused: 'no' },
  }
}
