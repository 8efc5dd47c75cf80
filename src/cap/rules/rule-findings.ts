/** Everything the standard’s prose rules can find. */
import { areaFindings } from './area-findings.ts'
import { contentFindings } from './content-findings.ts'
import { messageFindings } from './message-findings.ts'
import { resourceFindings } from './resource-findings.ts'

export const ruleFindings = { ...messageFindings, ...contentFindings, ...resourceFindings, ...areaFindings }
