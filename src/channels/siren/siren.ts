/** A siren as the installation knows it: where it stands, who looks after it, what it may be asked and how it proves itself. */
import type { AreaCode, LonLat } from '#areas'
import type { Brand, Mode } from '#base'

/** Safe inside an MQTT topic on every broker: no `/`, `+`, `#`, and no `.`, which older NATS servers refuse. */
export type SirenId = Brand<string, 'SirenId'>

export const sirenIdPattern = /^[A-Za-z0-9][A-Za-z0-9_:-]{0,63}$/

export function isSirenId(text: string): text is SirenId {
  return sirenIdPattern.test(text)
}

export const sirenPatterns = ['attention', 'danger', 'all-clear'] as const
export type SirenPattern = (typeof sirenPatterns)[number]

export interface Siren {
  readonly id: SirenId
  readonly name: string
  /** The area it is heard in. */
  readonly area: AreaCode
  readonly position?: LonLat
  /** Whom to call when it stays silent: an organisation, never a person's number. */
  readonly operator: string
  /** `signed` verifies what it is told; `plain` is a relay that follows Home Assistant's convention and believes anybody. */
  readonly kind: 'signed' | 'plain'
  /** Ed25519, 32 bytes in base64url. With it, only signed answers are believed; without, answers are shown as unsigned. */
  readonly publicKey?: string
  /** The modes in which it may be asked at all. A plain siren can't tell a drill from the real thing: it sounds aloud in each. */
  readonly modes: readonly Mode[]
}

/** How far an answer can be trusted to come from the siren it names. */
export type Authenticity = 'signed' | 'unsigned'
