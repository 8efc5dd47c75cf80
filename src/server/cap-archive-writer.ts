/** Writes a notice as the CAP message that will be published: with a stylesheet for people, and signed where there is a key. */
import { noticeToCap, type Notice } from '#alerts'
import { ok, type Result } from '#base'
import { writeCap } from '#cap'
import type { System } from './system.ts'

export interface WrittenMessage {
  /** The document as it is published. */
  readonly xml: string
  /** Where it is signed, the alert with a signature that holds without what stands before it. */
  readonly within?: string
}

export interface CapWriter {
  write(notice: Notice, earlier: readonly Notice[]): Promise<Result<WrittenMessage>>
}

/** Corners of one polygon: close enough to see on which side of a street one is, small enough for a phone. */
const corners = 300

export function capWriter(
  system: Pick<System, 'areas' | 'book' | 'authority' | 'capWritten' | 'log'>,
): CapWriter {
  const { areas, book, authority, capWritten, log } = system
  const { sign, dressings, web } = capWritten
  const settings = {
    ...{ sender: authority.sender, zone: authority.timeZone, corners, dressings },
    ...(web === undefined ? {} : { web }),
  }
  /** A warning without a signature is worth more than none. */
  const signed = async (xml: string, notice: Notice): Promise<string | undefined> => {
    const done = await sign!(xml)
    if (done.ok) return done.value
    log.error('A message could not be signed; it is published without', {
      ...{ notice: notice.id, why: String(done.problem.details['why'] ?? done.problem.code) },
    })
    return undefined
  }
  return {
    async write(notice, earlier) {
      const map = { get: areas.hierarchy().get, hashOfShape: areas.hashOfShape }
      const written = writeCap(noticeToCap(notice, earlier, book, map, settings))
      if (!written.ok) return written
      const [declaration = '', ...rest] = written.value.split('\n')
      const xml = [declaration, stylesheetOf(notice.mode), ...rest].join('\n')
      if (sign === undefined) return ok({ xml })
      // A signature covers what stands before the alert too, so that the one for the inside of a feed is another.
      const [whole, within] = [await signed(xml, notice), await signed(written.value, notice)]
      if (whole === undefined || within === undefined) return ok({ xml })
      return ok({ xml: whole, within: within.slice(within.indexOf('<alert')).trimEnd() })
    },
  }
}

/** One for each mode, so that an exercise can't look like the real thing (W3C, Associating Style Sheets with XML). */
export function stylesheetOf(mode: Notice['mode']): string {
  return `<?xml-stylesheet type="text/css" href="/cap-${mode}.css"?>`
}
