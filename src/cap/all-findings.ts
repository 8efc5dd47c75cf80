/** Every finding there is, in the order a document is checked: what the documentation is made of. */
import { checkFindings } from './check-findings.ts'
import { envelopeFindings } from './envelope/envelope-findings.ts'
import type { CapFindingTable } from './finding.ts'
import { jsonFindings } from './json/json-findings.ts'
import { capProfiles } from './profiles/registry.ts'
import { readFindings } from './read/read-findings.ts'
import { areaFindings } from './rules/area-findings.ts'
import { contentFindings } from './rules/content-findings.ts'
import { messageFindings } from './rules/message-findings.ts'
import { resourceFindings } from './rules/resource-findings.ts'
import { schemaFindings } from './schema/schema-findings.ts'
import { signatureFindings } from './signature/signature-findings.ts'
import { xmlFindings } from './xml/xml-findings.ts'

export interface FindingChapter {
  readonly title: string
  readonly findings: CapFindingTable
}

export const allFindings: readonly FindingChapter[] = [
  { title: 'The file', findings: checkFindings },
  { title: 'XML and its encoding', findings: xmlFindings },
  { title: 'JSON', findings: jsonFindings },
  { title: 'Feeds and envelopes', findings: envelopeFindings },
  { title: 'Elements and values', findings: readFindings },
  { title: 'The schema', findings: schemaFindings },
  { title: 'The message', findings: messageFindings },
  { title: 'What it says', findings: contentFindings },
  { title: 'Where', findings: areaFindings },
  { title: 'Files that go with it', findings: resourceFindings },
  { title: 'Signatures', findings: signatureFindings },
  ...capProfiles.map(({ name, title, findings }) => ({
    title: `Profile ${name}: ${title}`,
    findings,
  })),
]
