/** A small outside world for tests of the exchange: messages, feeds of them, and an intake that remembers what it was given. */
import { instantOf, type Instant } from '#base'
import { instantOfCapTime, writeCap, type CapMessage, type CapTime } from '#cap'
import type { Arrival, Intake, Taken } from '#exchange'

/** A warning that is in force for an hour after it was sent. */
export function warning(identifier: string, sent: Instant, change: Partial<CapMessage> = {}): CapMessage {
  const expires = instantOf(Date.parse(sent) + 3_600_000)
  return {
    identifier,
    ...{
      sender: 'warn@town.example',
      sent: inCap(sent),
      status: 'Actual',
      msgType: 'Alert',
      scope: 'Public',
    },
    info: [
      {
        ...{ language: 'en', category: ['Met'], event: 'Flood', urgency: 'Immediate', severity: 'Severe' },
        ...{ certainty: 'Likely', headline: `Flood ${identifier}`, expires: inCap(expires) },
        area: [{ areaDesc: 'Town', circle: [{ centre: { lon: 39, lat: 52 }, radiusKilometres: 3 }] }],
      },
    ],
    ...change,
  }
}

export function inCap(at: Instant): CapTime {
  return `${at.slice(0, 19)}-00:00` as CapTime
}

export function xmlOf(message: CapMessage): string {
  const written = writeCap(message)
  if (!written.ok) throw new Error(written.problem.code)
  return written.value
}

export interface FeedSaid {
  readonly updated: Instant
  /** Elements of the feed as such: links, for one. */
  readonly head?: string
  /** Whole entries, to be put in as they are. */
  readonly entries: readonly string[]
}

export function feedOf({ updated, head = '', entries }: FeedSaid): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x-test:feed</id><title>Warnings</title><updated>${updated}</updated>${head}
${entries.join('\n')}</feed>`
}

export function thinEntry(href: string, updated: Instant, inside = ''): string {
  return `<entry><id>${href}</id><title>A warning</title><updated>${updated}</updated><link rel="alternate" type="application/cap+xml" href="${href}"/>${inside}</entry>`
}

export function fatEntry(message: CapMessage, xml = xmlOf(message)): string {
  const alert = xml.replace(/^<\?xml[^>]*\?>\s*/, '')
  return `<entry><id>urn:x-test:${message.identifier}</id><title>A warning</title><updated>${instantOfCapTime(message.sent)}</updated><content type="text/xml">${alert}</content></entry>`
}

export interface RememberingIntake extends Intake {
  readonly arrivals: readonly Arrival[]
  readonly identifiers: readonly string[]
  /** What it answers from now on, or throws. */
  answer: (arrival: Arrival) => Taken | Promise<Taken>
}

/** As intake is: what it had before is `known`. */
export function rememberingIntake(): RememberingIntake {
  const arrivals: Arrival[] = []
  const had = new Set<string>()
  const intake: RememberingIntake = {
    arrivals,
    get identifiers() {
      return arrivals.map(({ message }) => message.identifier)
    },
    answer({ message: { sender, identifier, sent } }) {
      const name = JSON.stringify([sender, identifier, sent])
      if (had.has(name)) return 'known'
      had.add(name)
      return 'new'
    },
    async take(arrival) {
      const taken = await intake.answer(arrival)
      arrivals.push(arrival)
      return taken
    },
  }
  return intake
}
