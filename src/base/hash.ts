/** SHA-256, the one hash of the product. Pure although it borrows from node: same bytes in, same digest out. */
import { hash } from 'node:crypto'
import type { Brand } from './brand.ts'

/** 64 lower-case hexadecimal digits. */
export type Sha256 = Brand<string, 'Sha256'>

export function sha256(input: string | Uint8Array): Sha256 {
  return hash('sha256', input, 'hex') as Sha256
}
