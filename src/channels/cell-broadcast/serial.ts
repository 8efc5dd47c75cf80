/** The serial number of a message: how far it is the same one, which message, and which version of it (3GPP TS 23.041 §9.4.1.2.1). */

/** By its two bits. `plmn_wide`: a phone that moves to the next cell has it already, and doesn't ring again. */
export const geographicScopes = ['cell_wide_immediate', 'plmn_wide', 'lac_sac_tac_wide', 'cell_wide'] as const
export type GeographicScope = (typeof geographicScopes)[number]

export interface Serial {
  readonly scope: GeographicScope
  /** 0 to 1023: the same through all versions. */
  readonly code: number
  /** 0 to 15, then 0 again: raised by every version that says something else. */
  readonly update: number
}

export const codes = 1024
const updates = 16

/** The 16 bits a phone compares. */
export function serialNumber({ scope, code, update }: Serial): number {
  return (geographicScopes.indexOf(scope) << 14) | ((code % codes) << 4) | (update % updates)
}

export function readSerial(number: number): Serial {
  return { scope: geographicScopes[(number >> 14) & 3]!, code: (number >> 4) & 0x3ff, update: number & 0xf }
}

export function nextUpdate(update: number): number {
  return (update + 1) % updates
}

/** The next code after `last` that isn't taken; undefined where all are. */
export function nextCode(last: number, taken: ReadonlySet<number>): number | undefined {
  for (let step = 1; step <= codes; step++) {
    const code = (last + step) % codes
    if (!taken.has(code)) return code
  }
  return undefined
}
