/** What can be wrong with shelters: lists that can't be read, proposals that no longer hold, links that are over. */
import { defineProblems } from '#base'

export const shelterProblems = defineProblems({
  'shelters/unknown': {
    status: 404,
    exit: 1,
    says: 'There is no shelter {shelter}.',
    advice: 'Take an id from the list of shelters.',
  },
  'shelters/unreadable-file': {
    status: 422,
    exit: 1,
    says: 'The file {file} can’t be read: {why}.',
    advice: 'Give GeoJSON, a JSON list of objects, or CSV with a line of names, in UTF-8 or Windows-1251.',
  },
  'shelters/bad-mapping': {
    status: 422,
    exit: 1,
    says: 'The mapping can’t be used: {why}.',
    advice: 'Correct the place named; an import without a mapping proposes one.',
  },
  'shelters/no-mapping': {
    status: 422,
    exit: 1,
    says: 'Nothing is applied by a mapping that nobody has seen.',
    advice: 'Ask for the proposal first, look at its mapping, and send that mapping with what you agree to.',
  },
  'shelters/proposal-changed': {
    status: 409,
    exit: 1,
    says: 'What would be done now is not what was agreed to: the file, the mapping or the shelters changed.',
    advice: 'Look at the new proposal and agree to its hash.',
  },
  'shelters/gone-undecided': {
    status: 422,
    exit: 1,
    says: '{count} shelters of {source} are not in this list any more, and nobody said what becomes of them.',
    advice: 'Say whether they are kept, hidden, or removed.',
  },
  'shelters/nothing-taken': {
    status: 422,
    exit: 1,
    says: 'Not one of {rows} rows could be taken.',
    advice: 'Look at the findings of the proposal; most likely the mapping names other fields.',
  },
  'shelters/too-many': {
    status: 422,
    exit: 1,
    says: 'The list has {rows} rows; {most} is the most.',
    advice: 'Divide it by source.',
  },
  'shelters/link-over': {
    status: 404,
    exit: 1,
    says: 'This link is not good, or not any more.',
    advice: 'Ask those who keep the shelters for a new one.',
  },
  'shelters/no-such-link': {
    status: 404,
    exit: 1,
    says: 'The shelter {shelter} has no link {link}.',
    advice: 'List its links; it may be revoked already.',
  },
  'shelters/too-many-links': {
    status: 409,
    exit: 1,
    says: 'The shelter {shelter} has {most} links already.',
    advice: 'Revoke those that nobody needs.',
  },
  'shelters/no-photo': {
    status: 404,
    exit: 1,
    says: 'The shelter {shelter} has no photo.',
    advice: 'Nothing need be done.',
  },
  'shelters/bad-origin': {
    status: 422,
    exit: 1,
    says: '“{text}” is no place: a longitude and a latitude in degrees, as 39.60,52.61.',
    advice: 'Write the longitude first, then a comma, then the latitude.',
  },
  'shelters/impossible': {
    status: 422,
    exit: 1,
    says: 'The shelter can’t be so: {why}.',
    advice: 'Correct the field named.',
  },
})
