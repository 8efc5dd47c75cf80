/** Why a siren, or the way to it, says no. */
import { defineProblems } from '#base'

export const sirenProblems = defineProblems({
  'siren/forged': {
    status: 403,
    exit: 1,
    says: 'The signature does not fit.',
    advice:
      'Check that the siren trusts this installation’s public key; if it does, somebody else is sending.',
  },
  'siren/garbled': {
    status: 400,
    exit: 1,
    says: 'The message is not one that sirens and this installation exchange.',
    advice: 'Compare the sender’s version of the protocol (docs/guides/sirens.md).',
  },
  'siren/misaddressed': {
    status: 403,
    exit: 1,
    says: 'The message is for {siren}, not for {here}.',
    advice: 'Somebody copied a message from one siren’s topic to another’s: check who may publish there.',
  },
  'siren/replayed': {
    status: 409,
    exit: 1,
    says: 'Counter {counter} was used before; the last one was {last}.',
    advice:
      'If nobody replays old messages, this installation was restored from an old backup: send the order again.',
  },
  'siren/late': {
    status: 409,
    exit: 1,
    says: 'The order was good until {notAfter}; it is {at}.',
    advice: 'Compare the siren’s clock with this installation’s.',
  },
  'siren/early': {
    status: 409,
    exit: 1,
    says: 'The order is good from {notBefore}; it is {at}.',
    advice: 'Compare the siren’s clock with this installation’s.',
  },
  'siren/mode-refused': {
    status: 409,
    exit: 1,
    says: 'The siren does not take part in mode “{mode}”.',
    advice: 'Change the siren’s own settings, at the siren.',
  },
  'siren/mode-not-carried': {
    status: 409,
    exit: 1,
    says: 'Nothing in mode “{mode}” is sent to {siren}.',
    advice: 'List the mode in the siren’s entry if it may be asked in it.',
  },
  'siren/fault': {
    status: 502,
    exit: 1,
    says: 'The siren answered with a fault.',
    advice: 'Call its operator; the faults are listed with its state.',
  },
  'siren/no-answer': {
    status: 504,
    exit: 1,
    says: 'No answer came in time.',
    advice: 'The order is sent again until its time is up; call the operator meanwhile.',
  },
  'siren/line-dropped': {
    status: 502,
    exit: 1,
    says: 'The connection to the broker broke before an answer came.',
    advice: 'Nothing to do: the order is sent again with the same counter, so it can’t sound twice.',
  },
  'siren/broker-unreachable': {
    status: 503,
    exit: 2,
    says: 'The broker can’t be reached; nothing was sent.',
    advice: 'Check the broker’s address and that it runs.',
  },
  'siren/overtaken': {
    status: 409,
    exit: 1,
    says: 'A newer order to this siren took the place of this one.',
    advice: 'Nothing to do: the newer order counts.',
  },
  'siren/stopped': {
    status: 409,
    exit: 1,
    says: 'The alert was ended for this siren; it must not sound for it any more.',
    advice: 'Nothing to do: stop always wins.',
  },
  'siren/not-kept': {
    status: 503,
    exit: 2,
    says: 'The order could not be written down, so it was not sent.',
    advice: 'Check the disk: orders to sound are sent only when they are durable.',
  },
  'siren/called-off': {
    status: 409,
    exit: 1,
    says: 'The try was called off before anything was sent.',
    advice: 'Nothing to do.',
  },
  'siren/closed': {
    status: 503,
    exit: 2,
    says: 'The siren channel is closed.',
    advice: 'Start the server again.',
  },
  'siren/not-a-siren': {
    status: 404,
    exit: 1,
    says: 'There is no siren “{siren}”.',
    advice: 'List the sirens and compare the id.',
  },
  'siren/bad-list': {
    status: 400,
    exit: 1,
    says: 'The list of sirens can’t be read at “{at}”: {why}.',
    advice: 'Each entry needs id, name, area and operator; lon and lat are WGS 84 degrees.',
  },
  'siren/duplicate-id': {
    status: 400,
    exit: 1,
    says: 'The id “{siren}” occurs twice.',
    advice: 'Give each siren its own id.',
  },
})

export type SirenProblem = keyof typeof sirenProblems
