/** Who may do what, each change in a sentence; what waits for a second person is said as the order that it is. */
import type { JsonObject } from '#base'
import { objectIn, someOf, spaced, textIn, textsIn, type Sayings, type Telling } from './telling.ts'

const rights = (data: JsonObject) => {
  const areas = data['areas'] === 'everywhere' ? 'everywhere' : `in ${someOf(textsIn(data, 'areas'))}`
  return `as ${someOf(textsIn(data, 'roles').map(spaced))}, ${areas}, for ${someOf(textsIn(data, 'modes'))}`
}
const about =
  (did: string) =>
  ({ who, data, name }: Telling) =>
    `${who} ${did} ${name(textIn(data, 'person'))}`
const answered =
  (did: string) =>
  ({ who, data }: Telling) =>
    `${who} ${did} proposal ${textIn(data, 'proposal')}`

export const changesOfRights: Sayings = {
  'person-added': ({ who, data, name }) =>
    `${who} ${data['kind'] === 'machine' ? 'added the machine' : 'invited'} ${name(textIn(data, 'person'))} ${rights(data)}`,
  'person-changed': ({ who, data, name }) =>
    `${who} changed what ${name(textIn(data, 'person'))} may do: ${rights(data)}`,
  'person-joined': ({ data, name }) => `${name(textIn(data, 'person'))} joined`,
  'person-suspended': about('suspended'),
  'person-reinstated': about('let in again'),
  'person-removed': about('removed'),
  'person-erased': ({ who, data }) => `${who} had the personal data of ${textIn(data, 'person')} erased`,
  'personal-data-removed': ({ data }) =>
    `The personal data of ${textIn(data, 'person')} are gone from every table`,
  'access-restored': about('RESTORED ACCESS with a link for'),
  'invitation-made': about('made a new invitation link for'),
  'key-made': ({ who, data, name }) =>
    `${who} made the key ${textIn(data, 'key')} for ${name(textIn(data, 'owner'))}`,
  'key-rotated': ({ who, data }) =>
    `${who} replaced the key ${textIn(data, 'key')} by ${textIn(data, 'next')}; the old one is good until ${textIn(data, 'oldUntil')}`,
  'key-revoked': ({ who, data }) => `${who} revoked the key ${textIn(data, 'key')}`,
  'role-defined': ({ who, data }) =>
    `${who} defined the role ${textIn(data, 'role')}: ${someOf(textsIn(data, 'actions'), 6)}`,
  'role-removed': ({ who, data }) => `${who} removed the role ${textIn(data, 'role')}`,
  'authority-founded': ({ who, data }) => `${who} founded the authority ${authority(data)}`,
  'authority-changed': ({ who, data }) =>
    `${who} changed what the authority ${authority(data)} is called or owns`,
  'authority-switched': ({ who, data }) =>
    `${who} switched the authority ${textIn(data, 'authority')} to ${textIn(data, 'service')}`,
  'proposal-made': ({ who, data, name }) =>
    `${who} proposed to ${ordered(objectIn(data, 'order'), name)} (proposal ${textIn(data, 'proposal')}); a second person has to agree`,
  'proposal-confirmed': answered('agreed to'),
  'proposal-refused': answered('refused'),
  'proposal-withdrawn': answered('withdrew'),
  'proposal-carried-out': ({ data }) => `Proposal ${textIn(data, 'proposal')} was carried out`,
}

function authority(data: JsonObject): string {
  const names = objectIn(data, 'names')
  const name = names['en'] ?? Object.values(names)[0]
  const id = textIn(data, 'authority')
  return typeof name === 'string' ? `${name} (${id})` : id
}

/** What other parts have agreed to; a new one is said by its name until it stands here. */
const foreign: ReadonlyMap<string, string> = new Map([
  ['ladders/put', 'change a ladder'],
  ['phrases/put', 'change what is said'],
  ['webhooks/create', 'subscribe a webhook'],
])

/** An order, read after “proposed to”. */
function ordered(order: JsonObject, name: (id: string) => string): string {
  const person = () => name(textIn(order, 'person'))
  switch (order['type']) {
    case 'add-person':
      return `invite ${person()} ${rights(order)}`
    case 'add-client':
      return `add the machine ${person()} ${rights(order)}`
    case 'change-person':
      return `change what ${person()} may do: ${rights(order)}`
    case 'reinstate':
      return `let ${person()} in again`
    case 'restore-access':
      return `restore the access of ${person()}`
    case 'make-key':
      return `make a key for ${name(textIn(order, 'owner'))}`
    case 'define-role':
      return `define the role ${textIn(order, 'role')}: ${someOf(textsIn(order, 'actions'), 6)}`
    case 'found-authority':
      return `found the authority ${authority(order)}`
    case 'change-authority':
      return `change the authority ${authority(order)}`
    case 'switch-service':
      return `switch the authority ${textIn(order, 'authority')} to ${textIn(order, 'service')}`
    case 'foreign':
      return foreign.get(textIn(order, 'kind')) ?? `do ${textIn(order, 'kind')}`
    default:
      return spaced(textIn(order, 'type'))
  }
}
