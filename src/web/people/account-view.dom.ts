/** What the API says of one’s own account, and what each part of its page is given. */
import type { Notice } from './notice.dom.ts'
import type { Methods } from './ways-in.dom.ts'

export interface Account {
  readonly particulars: {
    readonly name: string
    readonly login: string
    readonly email?: string
    readonly language?: string
  }
  readonly passkeys: readonly {
    readonly id: string
    readonly name: string
    readonly madeAt: string
    readonly lastUsedAt: string | null
    readonly syncs: boolean
  }[]
  readonly password: { readonly changedAt: string } | null
  readonly recoveryCodesLeft: number
  readonly oidc: readonly { readonly issuer: string; readonly linkedAt: string }[]
  readonly sessions: readonly {
    readonly id: string
    readonly screen: 'own' | 'shared'
    readonly method: string
    readonly startedAt: string
    readonly seenAt: string
    readonly address: string
    readonly browser: string
    readonly current: 'yes' | 'no'
  }[]
  /** The newest first. */
  readonly lately: readonly { readonly at: string; readonly what: string }[]
}

export interface AccountPart {
  readonly account: Account
  readonly methods: Methods
  readonly told: Notice
  /** Reads everything anew, and says how it went. */
  readonly changed: (how?: string) => Promise<void>
  readonly showCodes: (codes: readonly string[]) => void
}
