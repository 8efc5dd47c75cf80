/** What the server's own pages, and call-outs, ask of a line. */
import type { Json } from '#base'
import type { Line, LineName } from './line.ts'

export interface LineDesk {
  readonly name: LineName
  readonly carrier: 'smpp' | 'smtp' | 'gateway' | 'none'
  /** Undefined where no carrier is set up, and while another server decides. */
  line: Line | undefined
  /** Takes a gateway's callback if it brings the secret of its address. */
  called(secret: string, document: Json): Promise<'taken' | 'not-understood' | 'not-ours'>
}

/** A desk at which nobody calls back. */
export function lineDesk(name: LineName, carrier: LineDesk['carrier']): LineDesk {
  return { name, carrier, line: undefined, called: async () => 'not-ours' }
}
