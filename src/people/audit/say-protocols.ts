/** What was done with protocols and the lists that ran by them, each in a sentence. */
import type { JsonObject } from '#base'
import { counted, textIn, type Sayings } from './telling.ts'

const listOf = (data: JsonObject) => `the list ${textIn(data, 'run')}`

export const doingProtocols: Sayings = {
  'protocol-imported': ({ who, data }) =>
    `${who} took in the protocol ${textIn(data, 'protocol')}, version ${textIn(data, 'version')}: ${counted(textIn(data, 'tasks'), 'task')}, ${textIn(data, 'closing')} of closing, ${counted(textIn(data, 'zones'), 'zone')}`,
  'protocol-retired': ({ who, data }) =>
    `${who} let nothing start by the protocol ${textIn(data, 'protocol')} any more`,
  'protocol-started': ({ data }) => `${listOf(data)} started with the alert ${textIn(data, 'alert')}`,
  'protocol-task-done': ({ who, data }) => `${who} did the task ${textIn(data, 'task')} of ${listOf(data)}`,
  'protocol-task-undone': ({ who, data }) =>
    `${who} took back that the task ${textIn(data, 'task')} of ${listOf(data)} was done`,
  'protocol-task-climbed': ({ data }) =>
    `The task ${textIn(data, 'task')} of ${listOf(data)} was late and went on to the next in line`,
  'protocol-task-late': ({ data }) =>
    `The task ${textIn(data, 'task')} of ${listOf(data)} was late, and nobody is next in line`,
  'protocol-zone-changed': ({ who, data }) =>
    `${who} told the zone ${textIn(data, 'zone')} of ${listOf(data)}: ${textIn(data, 'to')}`,
  'protocol-closing-started': ({ data }) => `The closing of ${listOf(data)} began: ${textIn(data, 'why')}`,
  'protocol-closed': ({ who, data }) => `${who} closed ${listOf(data)}`,
}
