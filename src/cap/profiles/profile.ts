/** A profile: what an authority or a system asks of CAP messages beyond the standard. One file each; a national one is the same. */
import { defineFindings, type CapFindingKind, type CapFindingTable } from '../finding.ts'
import type { CapRule } from '../reading.ts'
import type { CapDressing } from './dressing.ts'
import { missesOf, type CapRequirement } from './requirement.ts'

export interface CapProfile {
  /** As `--profile` takes it: `ipaws`, `cap-cp`, `cap-au`, `google`, `mowas`. */
  readonly name: string
  /** In full, with its version. */
  readonly title: string
  /** The document it follows. */
  readonly source: string
  readonly findings: CapFindingTable
  readonly rules: readonly CapRule[]
  /** What a message written for it carries; absent where nothing beyond the standard has to be said. */
  readonly dressing?: CapDressing
}

/** A profile as data: all of it, or the part that data can say. What an authority writes in one JSON file is this. */
export interface CapProfileSheet {
  /** Lower-case letters, digits and hyphens. */
  readonly name: string
  readonly title: string
  readonly source: string
  readonly requires: readonly CapRequirement[]
  readonly writes?: CapDressing
}

/** What a sheet can't say: rules as functions, with findings of their own. */
export interface CapProfileExtra {
  readonly findings: CapFindingTable
  readonly rules: readonly CapRule[]
}

/** The code of a requirement's finding: `no-expires` of `ipaws` is `cap/ipaws-no-expires`. */
export function findingCode(profile: string, code: string): `cap/${string}` {
  return `cap/${profile}-${code}`
}

export function profileFrom(sheet: CapProfileSheet, extra?: CapProfileExtra): CapProfile {
  const { name, title, source, requires, writes } = sheet
  const kinds: Record<`cap/${string}`, CapFindingKind> = {}
  for (const { code, level, says, advice, clause } of requires)
    kinds[findingCode(name, code)] = { level, says, advice, ...(clause === undefined ? {} : { clause }) }
  const findings = defineFindings({ ...kinds, ...extra?.findings })
  const asked: CapRule = (reading, found) => {
    for (const requirement of requires)
      for (const { place, value } of missesOf(requirement, reading))
        found.report(findings, findingCode(name, requirement.code), place, { value })
  }
  return {
    ...{ name, title, source, findings },
    rules: [asked, ...(extra?.rules ?? [])],
    ...(writes === undefined ? {} : { dressing: writes }),
  }
}
