/** Whom a short message comes from, as SMPP says it: type of number, numbering plan, address. */

export interface SourceAddress {
  readonly ton: number
  readonly npi: number
  readonly address: string
}

/** Undefined in what can't stand there: a name has eleven letters at most (TS 23.040 §9.1.2.5). */
export function isSource(text: string): boolean {
  return /^(\d{1,2}\/\d{1,2}\/)?(\+?\d{2,20}|[A-Za-z0-9 ._-]{1,11})$/.test(text)
}

/** International with a plus, else a short code by its digits, else a name; `5/0/Tocsin` says ton and npi itself. */
export function readSource(text: string): SourceAddress {
  const [ton, npi, exact] = text.split('/')
  if (exact !== undefined) return { ton: Number(ton), npi: Number(npi), address: exact }
  if (text.startsWith('+')) return { ton: 1, npi: 1, address: text.slice(1) }
  return /^\d+$/.test(text) ? { ton: 3, npi: 0, address: text } : { ton: 5, npi: 0, address: text }
}
