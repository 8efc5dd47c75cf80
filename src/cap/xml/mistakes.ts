/** Reports the reader's findings at their places, and ends the reading when a limit is passed. */
import { mostFindings, type CapPlace, type Findings } from '../finding.ts'
import type { ReadElement } from './element.ts'
import type { XmlLimits } from './limits.ts'
import { xmlFindings } from './xml-findings.ts'

export type XmlFinding = keyof typeof xmlFindings

/** Thrown and caught inside the reader alone, to leave its loops at once. */
export class BeyondLimit extends Error {}

export class Mistakes {
  readonly found: Findings
  readonly limits: XmlLimits
  /** The element that is open where the next finding will be. */
  inside: ReadElement | undefined = undefined
  count = 0
  /** Beyond this many they wait, so that the reason why nothing was read still finds room. */
  private readonly waiting: (() => void)[] = []

  constructor(found: Findings, limits: XmlLimits) {
    this.found = found
    this.limits = limits
  }

  report(
    code: XmlFinding,
    offset: number,
    details: { readonly [name: string]: string | number } = {},
    element: ReadElement | undefined = this.inside,
  ): void {
    this.count += 1
    const place = {
      offset,
      get path() {
        return element?.path ?? '/'
      },
    }
    if (this.count < mostFindings) this.found.report(xmlFindings, code, place, details)
    else this.waiting.push(() => this.found.report(xmlFindings, code, place, details))
    if (this.count > this.limits.mistakes)
      this.stop('cap/xml-too-many-mistakes', offset, { most: this.limits.mistakes })
  }

  tooMuch(what: string, most: number, offset: number): never {
    return this.stop('cap/xml-too-large', offset, { what, most })
  }

  /** Hands over what waited, when reading is over. */
  end(): void {
    for (const report of this.waiting.splice(0)) report()
  }

  private stop(
    code: XmlFinding,
    offset: number,
    details: { readonly [name: string]: string | number },
  ): never {
    const place: CapPlace = { offset, path: '/' }
    this.found.report(xmlFindings, code, place, details)
    throw new BeyondLimit(code)
  }
}
