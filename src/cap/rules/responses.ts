/** Rules about what is asked of people and how grave it is (CAP 1.2 §3.2.2). */
import type { CapResponseType } from '../message.ts'
import type { CapRule } from '../reading.ts'
import { textOf } from '../xml/tree.ts'
import { contentFindings } from './content-findings.ts'

const actions: readonly CapResponseType[] = ['Shelter', 'Evacuate', 'Prepare', 'Execute', 'Avoid']

export const responsesAgree: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    const types = info.responseType ?? []
    const action = types.find((type) => actions.includes(type))
    if (action === undefined) continue
    const idle = types.find((type) => type === 'None' || type === 'AllClear')
    if (idle === undefined) continue
    const place = where(info, 'responseType', types.indexOf(idle))
    found.report(contentFindings, 'cap/contradicting-responses', place, { one: idle, other: action })
  }
}

export const publicIsNotAskedToAssess: CapRule = ({ message, where }, found) => {
  if (message.scope !== 'Public' || message.status !== 'Actual') return
  for (const info of message.info) {
    const nth = info.responseType?.indexOf('Assess') ?? -1
    if (nth < 0) continue
    found.report(contentFindings, 'cap/assess-in-public', where(info, 'responseType', nth))
    return
  }
}

const grades = ['urgency', 'severity', 'certainty'] as const

export const somethingIsKnown: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    if (grades.some((grade) => info[grade] !== 'Unknown')) continue
    // What could not be understood is Unknown too, and was said already.
    if (grades.some((grade) => textOf(where(info, grade)).trim() !== 'Unknown')) continue
    found.report(contentFindings, 'cap/all-unknown', where(info, 'urgency'))
    return
  }
}
