/** A fact in one plain English sentence. Names are joined when it is read: nothing personal is in the fact, and who was erased shows as their id. */
import { system } from '#base'
import type { AuditFact } from './audit-fact.ts'
import { alerts, machines } from './say-alerts.ts'
import { whatIsJudgedLikely } from './say-assessments.ts'
import { doingCases } from './say-cases.ts'
import { whatWasDamaged } from './say-damage.ts'
import { evidenceDecided } from './say-evidence.ts'
import { fillingForms } from './say-forms.ts'
import { takingEvidenceIn } from './say-intake.ts'
import { doingProtocols } from './say-protocols.ts'
import { changesOfRights } from './say-rights.ts'
import { settingUp } from './say-set-up.ts'
import { callingOut } from './say-call-outs.ts'
import { keepingShelters } from './say-shelters.ts'
import { whatWasSeen } from './say-seen.ts'
import { signingIn } from './say-signing-in.ts'
import { watchingSites } from './say-sites.ts'
import { spaced, type Sayings } from './telling.ts'

const sayings: Sayings = {
  ...signingIn,
  ...changesOfRights,
  ...alerts,
  ...machines,
  ...settingUp,
  ...keepingShelters,
  ...watchingSites,
  ...callingOut,
  ...doingProtocols,
  ...whatWasSeen,
  ...evidenceDecided,
  ...doingCases,
  ...whatWasDamaged,
  ...fillingForms,
  ...takingEvidenceIn,
  ...whatIsJudgedLikely,
}

/** Types that are said in words of their own; all others are said by their name. */
export const saidTypes: readonly string[] = Object.keys(sayings)

/** `nameOf` gives what somebody goes by now; undefined for who has no name here. */
export function sentenceOf(fact: AuditFact, nameOf: (id: string) => string | undefined): string {
  const name = (id: string) => nameFor(id, nameOf)
  const say = Object.hasOwn(sayings, fact.type) ? sayings[fact.type] : undefined
  const said = say?.({ fact, name, who: name(fact.by), data: fact.data })
  return said === undefined
    ? `${name(fact.by)}: ${spaced(fact.type)} (${fact.stream}).`
    : said.endsWith('.')
      ? said
      : `${said}.`
}

export function nameFor(id: string, nameOf: (id: string) => string | undefined): string {
  return nameOf(id) ?? (id === system ? 'This server' : id)
}
