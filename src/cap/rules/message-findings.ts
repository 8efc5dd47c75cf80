/** What a message can say wrongly of itself: its status and scope, its sender, and the earlier messages it is about. */
import { defineFindings } from '../finding.ts'

export const messageFindings = defineFindings({
  'cap/circular-reference': {
    level: 'error',
    says: 'The message refers to itself, “{identifier}”, so it updates, cancels or answers nothing.',
    advice: 'Refer to the earlier message, and give every message an identifier of its own.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/identifier-reused': {
    level: 'warning',
    says: 'The message refers to an earlier one with its own identifier, “{identifier}”: readers that know messages by it can’t tell them apart.',
    advice: 'Give every message an identifier of its own; references tie them together.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/postdated-reference': {
    level: 'warning',
    says: 'The message was sent at {sent}, before the one it refers to, “{identifier}”, sent at {later}.',
    advice: 'Copy the time of the earlier message letter for letter, and check the clock and its zone.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/repeated-reference': {
    level: 'advice',
    says: 'The message refers twice to “{identifier}”.',
    advice: 'Name each earlier message once.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/refers-to-nothing': {
    level: 'warning',
    says: 'The type is {msgType}, but no earlier message is named that it is about.',
    advice: 'Name sender, identifier and time of each earlier message in references.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/references-on-alert': {
    level: 'advice',
    says: 'The type is Alert, so “{identifier}” and whatever else it refers to stay in force beside it.',
    advice: 'Write Update if this message takes the place of earlier ones.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/reference-to-other-sender': {
    level: 'advice',
    says: 'The sender “{sender}” changes a message of another sender, “{other}”; readers may not allow that.',
    advice: 'Let the sender of the first message change or end it.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/restriction-without-restricted': {
    level: 'error',
    says: 'There is a restriction, “{restriction}”, but the scope is {scope}: nobody can tell who may see the message.',
    advice: 'Set the scope to Restricted, or leave the restriction out.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/restricted-without-restriction': {
    level: 'warning',
    says: 'The scope is Restricted, but no restriction says to whom.',
    advice: 'Say in restriction who may see the message.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/private-without-addresses': {
    level: 'error',
    says: 'The scope is Private, but no addresses say for whom.',
    advice: 'List those it is for in addresses.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/exercise-without-note': {
    level: 'advice',
    says: 'The status is Exercise, but no note says which exercise.',
    advice: 'Name the exercise in note, so that those taking part know it is theirs.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/exercise-in-public': {
    level: 'advice',
    says: 'The status is Exercise, for those taking part only, but the scope is Public.',
    advice: 'Set the scope to Restricted or Private, and say who takes part.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/error-without-note': {
    level: 'advice',
    says: 'The type is Error, but no note says why the message was rejected.',
    advice: 'Explain it in note.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/draft-sent': {
    level: 'warning',
    says: 'The status is Draft: not to be acted upon, which readers may overlook.',
    advice: 'Keep drafts at home, and send them with the status that is meant.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/nothing-said': {
    level: 'warning',
    says: 'The type is {msgType}, but there is no info: nothing can be shown to anybody.',
    advice: 'Say in info what happens, where, and what to do.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/answer-with-info': {
    level: 'advice',
    says: 'The type is {msgType}, an answer between systems, but there is info, which readers may show as a warning.',
    advice: 'Leave info out of answers; explain in note.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/sender-form': {
    level: 'advice',
    says: 'The sender “{sender}” has no domain in it, so another sender may have the same name.',
    advice: 'Name the sender by an e-mail address, a domain or an OID of its own.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/clock-not-set': {
    level: 'warning',
    says: 'The message says it was sent at {sent}, before CAP was made.',
    advice: 'Set the clock of the sending system.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/actual-says-test': {
    level: 'warning',
    says: 'The status is Actual, but the text says “{words}”: readers can’t tell whether it is real.',
    advice: 'Set the status to Test or Exercise, or say plainly that it is real.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/test-says-real': {
    level: 'warning',
    says: 'The status is {status}, but the text says “{words}”: readers can’t tell whether it is real.',
    advice: 'Write of a test or an exercise that it is one.',
    clause: 'CAP 1.2 §3.2.1',
  },
  'cap/test-not-said': {
    level: 'advice',
    says: 'The status is {status}, but none of the texts says so, and many displays show only texts.',
    advice: 'Begin headline and description with the word for a test or an exercise.',
    clause: 'CAP 1.2 §3.2.1',
  },
})
