/** What documents say against one another: copies against their original, and claims of one event that can't all be so. */
import type { Statement } from '../statement/statement.ts'
import { claimsApart } from './claims-apart.ts'
import type { TextDoubt } from './doubt.ts'
import { doubtsInFamily } from './doubts-in-family.ts'
import { familiesOf, type FamilyDocument } from './families.ts'
import { toldApart } from './told-apart.ts'

export interface DocumentInDoubt extends FamilyDocument {
  /** As they were read from it; none where nobody read them. */
  readonly statements: readonly Statement[]
}

/** Every quote names its document. Work is linear in the documents and bounded for each. */
export function doubtsAcross(documents: readonly DocumentInDoubt[]): TextDoubt[] {
  const byId = new Map(documents.map((document) => [document.id, document]))
  const familyOfDocument = new Map<string, string>()
  const copies: TextDoubt[] = []
  for (const { original, members } of familiesOf([...byId.values()])) {
    for (const member of members) {
      familyOfDocument.set(member, original)
      if (member !== original) copies.push(...doubtsInFamily(byId.get(original)!, byId.get(member)!))
    }
  }
  const own = (one: string, other: string) =>
    familyOfDocument.has(one) && familyOfDocument.get(one) === familyOfDocument.get(other)
  const all = [...byId.values()]
  return distinct([...copies, ...toldApart(all, own), ...claimsApart(all, own)])
}

/** Two rules may find the same two words. */
function distinct(doubts: readonly TextDoubt[]): TextDoubt[] {
  const seen = new Set<string>()
  return doubts.filter(({ quotes }) => {
    const key = quotes
      .map(({ document, start, end }) => `${document} ${start} ${end}`)
      .sort()
      .join(' ')
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
