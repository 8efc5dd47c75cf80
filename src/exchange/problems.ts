/** The problems of the exchange: why a source could not be read, why a message of it was not taken, and what to do about it. */
import { defineProblems } from '#base'

export const exchangeProblems = defineProblems({
  'exchange/settings-wrong': {
    status: 422,
    exit: 1,
    says: 'The settings of the source are wrong: {why}.',
    advice: 'Correct the place that is named.',
  },
  'exchange/no-such-source': {
    status: 404,
    exit: 1,
    says: 'There is no source “{source}”.',
    advice: 'It may have been removed; list those that exist.',
  },
  'exchange/source-exists': {
    status: 409,
    exit: 1,
    says: 'There is a source “{source}” already.',
    advice: 'Change that one, or choose another id.',
  },
  'exchange/paused': {
    status: 409,
    exit: 1,
    says: 'The source is paused; nothing was fetched.',
    advice: 'Resume it first.',
  },
  'exchange/no-such-host': {
    status: 502,
    exit: 1,
    says: 'The name {host} was not found.',
    advice: 'Check the address for a typing mistake, and whether this machine can look names up.',
  },
  'exchange/unreachable': {
    status: 502,
    exit: 1,
    says: 'No connection to {host} came about ({why}).',
    advice:
      'Check from this machine whether the host answers; a firewall or an outage there is the usual cause.',
  },
  'exchange/certificate-wrong': {
    status: 502,
    exit: 1,
    says: 'The certificate of {host} is not to be trusted ({why}); nothing was read.',
    advice: 'Tell the publisher; do not go over to plain http.',
  },
  'exchange/certificate-asked': {
    status: 502,
    exit: 1,
    says: '{host} lets in only those whose certificate it knows: {why}.',
    advice:
      'Agree with the publisher on a certificate, and name it with TOCSIN_PEER_CERTIFICATE and TOCSIN_PEER_KEY.',
  },
  'exchange/timed-out': {
    status: 504,
    exit: 1,
    says: '{host} did not answer in full within {seconds} seconds.',
    advice: 'It is tried again, more slowly; if it stays so, ask the publisher.',
  },
  'exchange/too-large': {
    status: 502,
    exit: 1,
    says: 'The document is larger than {limit} bytes; reading was stopped there.',
    advice: 'Ask the publisher for a smaller feed, or for one that is split into pages.',
  },
  'exchange/garbled': {
    status: 502,
    exit: 1,
    says: 'The document came broken: {why}.',
    advice: 'It is tried again; if it stays so, tell the publisher.',
  },
  'exchange/redirect-loop': {
    status: 502,
    exit: 1,
    says: 'The address redirects without an end ({hops} times).',
    advice: 'Open the address in a browser and use the one it ends at, if any.',
  },
  'exchange/not-let-in': {
    status: 502,
    exit: 1,
    says: '{host} asks who we are and lets us not in (answer {answered}).',
    advice: 'Check the credentials of the source, and whether the publisher must first allow this server.',
  },
  'exchange/credentials-missing': {
    status: 500,
    exit: 2,
    says: 'The environment variable {variable}, which holds the credentials of the source, is not set.',
    advice: 'Set it and start the server again.',
  },
  'exchange/not-found': {
    status: 502,
    exit: 1,
    says: 'There is nothing at the address (answer {answered}).',
    advice: 'Ask the publisher for the present address of the feed.',
  },
  'exchange/gone': {
    status: 502,
    exit: 1,
    says: 'The publisher says that the feed is gone for good; it is no longer asked for.',
    advice: 'Ask the publisher what took its place; change the address, or remove the source.',
  },
  'exchange/busy': {
    status: 503,
    exit: 1,
    says: '{host} asked to be called later ({answered}).',
    advice: 'Nothing to do at first; if it comes often, poll more slowly.',
  },
  'exchange/answered-wrong': {
    status: 502,
    exit: 1,
    says: '{host} answered with status {answered}.',
    advice: 'It is tried again, more slowly; if it stays so, tell the publisher.',
  },
  'exchange/not-cap': {
    status: 502,
    exit: 1,
    says: 'What came is neither a CAP message nor a feed of them ({why}).',
    advice: 'Open the address in a browser: a page instead of a feed is the usual cause.',
  },
  'exchange/other-kind': {
    status: 502,
    exit: 1,
    says: 'The source is set up as {expected}, and {found} came.',
    advice: 'Set its kind to “auto”, or correct the address.',
  },
  'exchange/stale': {
    status: 502,
    exit: 1,
    says: 'The feed answers, but says that it was last written at {updated}; before, it was written about every {usual}.',
    advice: 'Ask the publisher whether the feed is still made; until then its silence means nothing.',
  },
  'exchange/message-unreadable': {
    status: 422,
    exit: 1,
    says: 'A message could not be read: {why}.',
    advice: 'Show the publisher what `tocsin cap check` says about it.',
  },
  'exchange/signature-missing': {
    status: 422,
    exit: 1,
    says: 'The message “{identifier}” is not signed; this source must sign.',
    advice: 'Ask the publisher; if they do not sign, decide anew what the source may do.',
  },
  'exchange/signature-wrong': {
    status: 422,
    exit: 1,
    says: 'The signature of the message “{identifier}” is not valid: {why}.',
    advice:
      'Treat it as forged until the publisher says otherwise; a renewed certificate must be added to the trust list.',
  },
  'exchange/sender-not-believed': {
    status: 422,
    exit: 1,
    says: 'The message “{identifier}” is from {sender}, whom this source may not speak for.',
    advice: 'Add the sender to the source if that is meant; otherwise tell the publisher.',
  },
  'exchange/mode-left-out': {
    status: 422,
    exit: 1,
    says: 'The message “{identifier}” has the status {saysStatus}, which this source may not bring in.',
    advice: 'Nothing to do, unless you want to take part in the exercise: then let the mode in.',
  },
  'exchange/changed-in-place': {
    status: 422,
    exit: 1,
    says: 'The message “{identifier}” came again with the same sender and time but another content, which was not taken.',
    advice: 'Tell the publisher: what changes needs an Update with a time of its own (CAP 1.2 §3.2.1).',
  },
  'exchange/from-the-future': {
    status: 422,
    exit: 1,
    says: 'The message “{identifier}” says it was sent at {sent}, which is yet to come.',
    advice: 'Compare the clocks: this machine’s with a time server, then tell the publisher.',
  },
  'exchange/entry-vanished': {
    status: 502,
    exit: 1,
    says: 'An entry led to {url}, where there is nothing any more.',
    advice: 'Nothing to do: the publisher took the message away before it was fetched.',
  },
  'exchange/entry-given-up': {
    status: 502,
    exit: 1,
    says: 'An entry led to {url}, which could not be read after {tries} tries ({why}).',
    advice: 'Tell the publisher; the other entries were taken.',
  },
  'exchange/entry-without-message': {
    status: 422,
    exit: 1,
    says: 'An entry holds no CAP message and leads to none.',
    advice: 'Tell the publisher; the other entries were taken.',
  },
  'exchange/not-taken-in': {
    status: 503,
    exit: 1,
    says: 'The message “{identifier}” could not be taken in here: {why}.',
    advice: 'Look at this server’s log; the message is offered again.',
  },
  'exchange/hub-refused': {
    status: 502,
    exit: 1,
    says: 'The hub {host} did not take the subscription ({why}).',
    advice: 'Nothing to do: the source is polled, and the hub asked again later.',
  },
  'exchange/hub-denied': {
    status: 502,
    exit: 1,
    says: 'The hub denied the subscription: {why}.',
    advice: 'Ask the publisher; the source is polled meanwhile.',
  },
  'exchange/hub-signature-wrong': {
    status: 403,
    exit: 1,
    says: 'Something was delivered in the hub’s name without its signature; it was thrown away.',
    advice: 'If it happens often, change the source once, so that a new secret is agreed.',
  },
  'exchange/subscription-over': {
    status: 410,
    exit: 1,
    says: 'This subscription was given up.',
    advice: 'Deliver no more to this address (W3C WebSub §7).',
  },
  'exchange/no-such-callback': {
    status: 404,
    exit: 1,
    says: 'Nobody waits for this.',
    advice: 'Unsubscribe the callback.',
  },
})

export type ExchangeProblem = keyof typeof exchangeProblems
