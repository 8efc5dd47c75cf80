/** What the intake answers, as far as its screen shows it. */

export interface Why {
  readonly says: string
  readonly advice: string
}
export interface Feed {
  readonly id: string
  readonly name: string | null
  readonly address: string
  readonly everySeconds: number
  readonly within: readonly string[]
  readonly paused: 'yes' | 'no'
  readonly nextAt: string | null
  readonly failures: number
  readonly goodAt: string | null
  readonly documents: number
  readonly problem: Why | null
}
export interface Original {
  readonly sha256: string
  readonly bytes: number
  readonly kind: string
  readonly name: string | null
  readonly way: string
  readonly seenAt: string
  readonly source: string | null
  readonly state: 'kept' | 'read' | 'refused'
  readonly done: number
  readonly documents: number
  readonly attachments: readonly {
    readonly part: string
    readonly name: string | null
    readonly problem: Why | null
  }[]
  readonly problem: Why | null
  readonly bytesForgottenAt: string | null
}
export interface OriginalParts {
  readonly documents: readonly { readonly index: number; readonly part: string; readonly document: string }[]
}
export interface Comparison {
  readonly same: number
  readonly different: readonly string[]
}
