/** Why somebody may not do something. The texts tell a stranger nothing about who exists. */
import { defineProblems } from '#base'

export const peopleProblems = defineProblems({
  'people/unknown-key': {
    status: 401,
    exit: 1,
    says: 'This needs a valid key.',
    advice: 'Send it as “Authorization: Bearer …”. On the machine itself, “tocsin people add” makes one.',
  },
  'people/suspended': {
    status: 403,
    exit: 1,
    says: 'This key is suspended.',
    advice: 'Ask an administrator.',
  },
  'people/not-allowed': {
    status: 403,
    exit: 1,
    says: 'None of your roles allows “{action}”.',
    advice: 'Ask an administrator for the role, or a colleague who has it to act.',
  },
  'people/outside-area': {
    status: 403,
    exit: 1,
    says: '“{area}” is outside the area you may act in.',
    advice: 'Ask the authority responsible there.',
  },
  'people/outside-mode': {
    status: 403,
    exit: 1,
    says: 'Your key may not act in {mode} mode.',
    advice: 'It may act in: {modes}.',
  },
  'people/no-such-person': {
    status: 404,
    exit: 1,
    says: 'There is nobody with the id “{id}”.',
    advice: 'GET /v1/people lists everybody who has a key.',
  },
  'people/last-administrator': {
    status: 409,
    exit: 1,
    says: '“{id}” is the last administrator.',
    advice: 'Add another administrator first; without one nobody could be added any more.',
  },
  'people/exists': {
    status: 409,
    exit: 1,
    says: 'There is already somebody with the id “{id}”.',
    advice: 'Choose another id.',
  },
})
