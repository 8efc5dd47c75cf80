/** A profile: what an authority or a system asks of CAP messages beyond the standard. One file each; a national one is the same. */
import type { CapFindingTable } from '../finding.ts'
import type { CapRule } from '../reading.ts'

export interface CapProfile {
  /** As `--profile` takes it: `ipaws`, `cap-cp`, `cap-au`, `google`, `mowas`. */
  readonly name: string
  /** In full, with its version. */
  readonly title: string
  /** The document it follows. */
  readonly source: string
  readonly findings: CapFindingTable
  readonly rules: readonly CapRule[]
}
