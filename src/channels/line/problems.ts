/** The problems of lines: why words to one person were not taken or did not arrive, and why an address is not listed. */
import { defineProblems } from '#base'

export const lineProblems = defineProblems({
  'line/bad-address': {
    status: 422,
    exit: 1,
    says: '“{address}” is no number in international form and no e-mail address.',
    advice: 'Write numbers with a plus and their country (+4930123456), and one address alone.',
  },
  'line/bad-list': {
    status: 422,
    exit: 1,
    says: 'The list can’t be read: {why}.',
    advice:
      'Send CSV with a first row that names the columns: channel, address, language, areas, modes, until.',
  },
  'line/too-many': {
    status: 409,
    exit: 1,
    says: 'The list would hold {count} addresses; it takes {limit}.',
    advice: 'For more people use push and cell broadcast, which need no list.',
  },
  'line/no-such-recipient': {
    status: 404,
    exit: 1,
    says: 'There is no such address on the list.',
    advice: 'It may have been removed or erased; nothing is sent there.',
  },
  'line/opted-out': {
    status: 409,
    exit: 1,
    says: 'This address asked to be sent no more; nothing was sent.',
    advice: 'Nothing to do: only its owner can ask for alerts again.',
  },
  'line/mode-not-carried': {
    status: 409,
    exit: 1,
    says: 'This address is not listed for {mode} mode; nothing was sent.',
    advice: 'List an address for drills or tests by name if its owner agreed to that.',
  },
  'line/not-connected': {
    status: 502,
    exit: 1,
    says: 'The carrier can’t be reached, or does not let us in; nothing was sent.',
    advice: 'Nothing to do at first: it is tried again. Look at the operator’s log if it stays so.',
  },
  'line/sign-in-refused': {
    status: 502,
    exit: 1,
    says: 'The carrier refuses our name or password; nothing was sent.',
    advice: 'Compare them with what the carrier gave you, and whether this server’s address may connect.',
  },
  'line/not-encrypted': {
    status: 502,
    exit: 1,
    says: 'The mail server offers no encryption; nothing was sent.',
    advice: 'Use a server with STARTTLS, or have the administrator allow this host by name.',
  },
  'line/busy': {
    status: 503,
    exit: 1,
    says: 'The carrier asks for patience; nothing was sent.',
    advice: 'Nothing to do: it is tried again.',
  },
  'line/rejected': {
    status: 502,
    exit: 1,
    says: 'The carrier did not take it.',
    advice: 'Look at the operator’s log for its answer; it is tried again where that can help.',
  },
  'line/no-answer': {
    status: 504,
    exit: 1,
    says: 'It was handed over and no answer came; whether it was taken is not known.',
    advice: 'Nothing to do: it is tried again, and somebody may read it twice.',
  },
  'line/undeliverable': {
    status: 502,
    exit: 1,
    says: 'The carrier could not deliver it.',
    advice: 'Check whether the address is still in use.',
  },
  'line/expired': {
    status: 504,
    exit: 1,
    says: 'It was not delivered before its time was over: the phone was off or out of reach.',
    advice: 'Nothing to do: a stale warning must not ring.',
  },
  'line/recalled': {
    status: 409,
    exit: 1,
    says: 'It was called back before it was delivered.',
    advice: 'Nothing to do: something newer overtook it.',
  },
  'line/cannot-recall': {
    status: 409,
    exit: 1,
    says: 'It is with the person, or with a carrier that takes nothing back.',
    advice: 'Send what is true now.',
  },
  'line/too-late': {
    status: 409,
    exit: 1,
    says: 'Its time was over before it could be sent.',
    advice: 'Nothing to do: a stale warning must not ring.',
  },
  'line/too-long': {
    status: 422,
    exit: 1,
    says: 'The text would need {parts} messages; {most} is the most.',
    advice: 'Say it in fewer words.',
  },
  'line/nobody-took-it': {
    status: 502,
    exit: 1,
    says: 'The call was not answered.',
    advice: 'Nothing to do: who can be reached another way is.',
  },
  'line/called-off': {
    status: 409,
    exit: 1,
    says: 'It was called off before it was sent.',
    advice: 'Nothing to do: something newer overtook it, or its time was up.',
  },
  'line/closed': {
    status: 503,
    exit: 2,
    says: 'The line is closed; nothing was sent.',
    advice: 'Nothing is sent while the server shuts down.',
  },
  'line/private-address': {
    status: 502,
    exit: 1,
    says: 'The gateway’s name leads to an address that is not public; nothing was sent there.',
    advice: 'Have the administrator allow the host by name (TOCSIN_GATEWAY_ALLOW) if that is meant.',
  },
  'line/bad-gateway': {
    status: 422,
    exit: 2,
    says: 'The gateway’s template {file} can’t be used: {why}.',
    advice: 'docs/guides/sms-and-email.md describes every field.',
  },
  'line/bad-callback': {
    status: 404,
    exit: 1,
    says: 'This callback names no gateway of this installation, or says nothing it understands.',
    advice: 'Give the gateway exactly the address that the guide tells, with its secret.',
  },
})
