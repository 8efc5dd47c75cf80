/** Why somebody may not do something. The texts tell a stranger nothing about who exists. */
import { defineProblems } from '#base'

const forbidden = { status: 403, exit: 1 } as const
const conflict = { status: 409, exit: 1 } as const
const invalid = { status: 422, exit: 1 } as const
const unknown = { status: 404, exit: 1 } as const

export const peopleProblems = defineProblems({
  'people/unknown-key': {
    status: 401,
    exit: 1,
    says: 'This needs a valid key, or somebody who is signed in.',
    advice: 'Send the key as “Authorization: Bearer …”, or sign in at /sign-in.',
  },
  'people/key-over': {
    status: 401,
    exit: 1,
    says: 'This key was good until {endsAt}.',
    advice: 'Use the key that took its place, or ask an administrator for another one.',
  },
  'people/wrong-certificate': {
    status: 401,
    exit: 1,
    says: 'This key only counts together with its client certificate.',
    advice: 'Connect to the TLS port with the certificate that the key names.',
  },
  'people/not-signed-in-here': {
    status: 401,
    exit: 1,
    says: 'This is about the account of whoever is signed in; a key has none.',
    advice: 'Sign in at /sign-in.',
  },
  'people/suspended': {
    ...forbidden,
    says: 'This account is suspended.',
    advice: 'Ask an administrator.',
  },
  'people/not-allowed': {
    ...forbidden,
    says: 'Nothing you were given allows “{action}”.',
    advice: 'Ask an administrator for the role, or a colleague who has it to act.',
  },
  'people/outside-area': {
    ...forbidden,
    says: '“{area}” is outside the area you may act in.',
    advice: 'Ask the authority responsible there.',
  },
  'people/outside-mode': {
    ...forbidden,
    says: 'You may not act in {mode} mode here.',
    advice: 'You may act in: {modes}.',
  },
  'people/outside-authority': {
    ...forbidden,
    says: 'Your authority does not own the {what} “{named}”.',
    advice: 'Ask the authority that owns it.',
  },
  'people/not-live-yet': {
    ...forbidden,
    says: 'Your authority has not been switched to live.',
    advice: 'Two administrators switch it; until then drills and tests can be given.',
  },
  'people/no-such-person': {
    ...unknown,
    says: 'There is nobody with the id “{id}”.',
    advice: 'GET /v1/people lists everybody who may act here.',
  },
  'people/last-administrator': {
    ...conflict,
    says: '“{id}” is the last administrator.',
    advice: 'Add another administrator first; without one nobody could be added any more.',
  },
  'people/on-the-machine': {
    ...forbidden,
    says: 'Only somebody on the machine itself can do this; this request came from elsewhere, or through a proxy.',
    advice: 'Run the command on the machine where the server runs, and let it ask 127.0.0.1.',
  },
  'people/own-erasure': {
    ...forbidden,
    says: 'Nobody erases what is kept about themselves: the record of who did what would lose their name by their own hand.',
    advice: 'Ask another administrator to do it.',
  },
  'people/way-back-in': {
    ...conflict,
    says: '“{id}” is this machine’s own account, by which people get in again when everybody is locked out.',
    advice:
      'Leave it as it is. If its key was stolen, revoke that key: the server makes another at its next start.',
  },
  'people/governed-already': {
    ...conflict,
    says: 'Somebody administrates this installation, and nobody can be made first beside them.',
    advice: '“tocsin people list” shows who; “tocsin people restore ID” lets them in again.',
  },
  'people/exists': {
    ...conflict,
    says: 'There is already somebody or something with the id “{id}”.',
    advice: 'Choose another id.',
  },
  'people/wrong-state': {
    ...conflict,
    says: '“{id}” is {state}.',
    advice: 'Look at the list again: somebody may have been faster.',
  },
  'people/is-a-machine': {
    ...conflict,
    says: '“{id}” is a machine; it has keys and does not sign in.',
    advice: 'Make it another key.',
  },
  'people/beyond-own': {
    ...forbidden,
    says: '“{what}” is beyond what is yours to give.',
    advice: 'Ask an administrator of the authority that has it.',
  },
  'people/no-such-role': {
    ...invalid,
    says: 'There is no role “{role}”.',
    advice: 'GET /v1/roles lists them all.',
  },
  'people/no-such-action': {
    ...invalid,
    says: 'There is no action “{named}” that can be given.',
    advice: 'GET /v1/roles lists the actions of each role.',
  },
  'people/role-is-built-in': {
    ...conflict,
    says: 'The role “{role}” comes with the product and stays as it is.',
    advice: 'Define a set of actions under another name.',
  },
  'people/role-in-use': {
    ...conflict,
    says: '“{id}” still has the role “{role}”.',
    advice: 'Give them other roles first.',
  },
  'people/authority-of-the-file': {
    ...conflict,
    says: 'The main authority is described by the installation’s own file.',
    advice: 'Change the file that TOCSIN_AUTHORITY names and start the server again.',
  },
  'people/authority-exists': {
    ...conflict,
    says: 'There is already an authority “{authority}”.',
    advice: 'Choose another id, or change the one that is there.',
  },
  'people/no-such-authority': {
    ...unknown,
    says: 'There is no authority “{authority}”.',
    advice: 'GET /v1/authorities lists them all.',
  },
  'people/demonstration': {
    ...conflict,
    says: 'This is the demonstration. It gives drills, and is never switched to live.',
    advice: 'Describe your own authority in a file and start the server with TOCSIN_AUTHORITY naming it.',
  },
  'people/service-already': {
    ...conflict,
    says: 'The authority “{authority}” is in {service} service already.',
    advice: 'Nothing needs to be done.',
  },
  'people/two-administrators-first': {
    ...conflict,
    says: 'Going live needs two people who can agree to it.',
    advice:
      'Invite a second administrator first; once both have joined, one proposes it and the other confirms.',
  },
  'people/no-such-key': {
    ...unknown,
    says: 'There is no key “{key}” that is good for anything.',
    advice: 'GET /v1/keys lists them.',
  },
  'people/key-of-nobody': {
    ...invalid,
    says: 'A new machine client needs roles.',
    advice: 'Name its roles, or the owner whose key it shall be.',
  },
  'people/key-of-somebody': {
    ...invalid,
    says: 'A key of somebody who is there takes their roles and their id.',
    advice: 'Leave it out; narrow the key by actions, areas and modes.',
  },
  'people/expiry-in-the-past': {
    ...invalid,
    says: 'The key would be over before it begins.',
    advice: 'Name a time to come.',
  },
  'people/proposed-already': {
    ...conflict,
    says: 'The very same waits for a second person already, as {proposal}.',
    advice: 'Have it confirmed or refused.',
  },
  'people/no-such-proposal': {
    ...unknown,
    says: 'Nothing waits under “{proposal}”; it was answered, or its day is over.',
    advice: 'GET /v1/proposals lists what waits.',
  },
  'people/own-proposal': {
    ...forbidden,
    says: 'Who proposed something, or gains by it, can’t be the second person.',
    advice: 'Another administrator has to confirm it.',
  },
  'people/proposer-gone': {
    ...conflict,
    says: 'Whoever proposed this may not act any more, so it can’t be confirmed.',
    advice: 'Refuse it. If it should be done all the same, propose it yourself and have another confirm it.',
  },
  'people/proposal-changed': {
    ...conflict,
    says: 'What waits is {contentHash}, not what you read.',
    advice: 'Read it again and decide on what it says.',
  },
  'people/not-yours': {
    ...forbidden,
    says: 'Only who made “{proposal}” can withdraw it.',
    advice: 'You can refuse it.',
  },
})

export type PeopleProblemCode = keyof typeof peopleProblems
