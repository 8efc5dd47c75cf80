/** The facts that a report is made from: what happened in its time, and of everything that it touches the whole story, up to one place of the ledger. */
import type { AlertContent } from '#alerts'
import { day, minute, modes, plus, type Instant, type Mode } from '#base'
import { casesStream } from '#cases'
import { damageStream } from '#damage'
import { partsOf, type ClaimRef } from '#evidence'
import { openRecord, type Fact, type KeptLedger, type Seq } from '#ledger'
import { runStream } from '#response'
import { firstAfter } from './audit-pages.ts'
import { callOutStream } from './callout-desk.ts'
import type { System } from './system.ts'

type Records = Pick<KeptLedger, 'records' | 'head'>

/** Told whole: each is one story of the whole installation. */
const whole = [casesStream, damageStream, callOutStream, runStream, 'sites', 'shelters']
/** What of a night is told by streams of its own, each of one thing. */
const ofNight = ['alert:', 'reach:', 'siren:', 'evidence:', 'evidence-event:', 'evidence-source:']
const readAtOnce = 500

/** The last place at or before an instant; 0 before the first. */
export async function placeAt(ledger: Records, at: Instant): Promise<number> {
  return (await firstAfter(ledger, at)) - 1
}

export async function factsFor(
  system: Pick<System, 'ledger' | 'policy'>,
  ledger: Records,
  { from, mode, position }: { readonly from: Instant; readonly mode: Mode; readonly position: number },
): Promise<readonly Fact[]> {
  // An alert that nobody renews lapses: what stood at the beginning has a fact within its longest time before.
  const longest = Math.max(...modes.map((one) => system.policy(one).longestRenewMinutes)) * minute
  const begins = await placeAt(ledger, plus(from, -longest - day))
  const streams = new Set<string>(whole)
  const found: Fact[] = []
  const read = new Set<string>()
  for (let place = Math.max(0, begins); place < position;) {
    const records = await ledger.records(place as Seq, Math.min(readAtOnce, position - place))
    const last = records.at(-1)
    if (last === undefined) break
    place = last.seq
    for (const record of records) {
      const { stream } = record
      if (!ofNight.some((prefix) => stream.startsWith(prefix))) continue
      // Opening it says whether it is as it was written.
      if (stream.startsWith('siren:') || stream.startsWith('reach:')) found.push(openRecord(record))
      else streams.add(stream)
    }
  }
  const add = async (stream: string) => {
    if (read.has(stream)) return
    read.add(stream)
    for (const fact of await system.ledger.readStream(stream)) if (fact.seq <= position) found.push(fact)
  }
  for (const stream of streams) await add(stream)
  for (const stream of named(found)) await add(stream)
  // Sources are named by documents that were only read now.
  for (const { type, data } of [...found])
    if (type === 'evidence-taken') await add(`evidence-source:${String(data['source'])}`)
  return found.filter((fact) => fact.mode === mode).toSorted((a, b) => a.seq - b.seq)
}

/** The documents that alerts, events and statements rest on, also those that came in before. */
function named(facts: readonly Fact[]): ReadonlySet<string> {
  const refs = facts.flatMap(({ data, type }): string[] => {
    const content = data['content'] as Partial<AlertContent> | undefined
    const members = JSON.stringify(data).match(/"claim":"[^"]+"/g) ?? []
    return [
      ...(content?.restsOn ?? []),
      ...(type === 'site-statement-attached' ? [String(data['evidence'])] : []),
      ...(type.startsWith('evidence-event') || type.startsWith('evidence-claim')
        ? members.map((one) => one.slice('"claim":"'.length, -1))
        : []),
    ]
  })
  const documentOf = (ref: string) => (ref.includes('/') ? partsOf(ref as ClaimRef).document : ref)
  return new Set(refs.map((ref) => `evidence:${documentOf(ref)}`))
}
