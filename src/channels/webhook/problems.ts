/** The problems of webhooks: why an address is not taken, and why a call came to nothing. */
import { defineProblems } from '#base'

export const webhookProblems = defineProblems({
  'webhook/not-a-url': {
    status: 422,
    exit: 1,
    says: '“{url}” is not an address a webhook can have.',
    advice:
      'Give an absolute https address without a user name, a password or a fragment, 2,048 characters at most.',
  },
  'webhook/not-https': {
    status: 422,
    exit: 1,
    says: 'A webhook to {host} must use https.',
    advice: 'Use https, or have the administrator allow the host by name.',
  },
  'webhook/port-not-allowed': {
    status: 422,
    exit: 1,
    says: 'A webhook may not use port {port}.',
    advice: 'Use port 443 or 8443, or have the administrator allow the host by name.',
  },
  'webhook/private-address': {
    status: 422,
    exit: 1,
    says: '{host} leads to {address}, which is not a public address ({range}); nothing was sent there.',
    advice: 'Use a public address, or have the administrator allow the host by name.',
  },
  'webhook/unknown-area': {
    status: 422,
    exit: 1,
    says: 'There is no area “{area}”.',
    advice: 'Look the area up and use its code.',
  },
  'webhook/nothing-to-tell': {
    status: 422,
    exit: 1,
    says: 'A webhook without {what} would never be called.',
    advice: 'Name at least one of each, or “everywhere” for the areas.',
  },
  'webhook/mode-not-sayable': {
    status: 422,
    exit: 1,
    says: 'A webhook in the format {format} cannot say that something is in {mode} mode.',
    advice: 'Leave the mode out, or take a format whose receivers can tell modes apart.',
  },
  'webhook/format-not-spoken': {
    status: 422,
    exit: 1,
    says: 'The format {format} is not spoken here, because the dialect {format} is not served; nothing was sent.',
    advice:
      'Have the administrator add it to TOCSIN_DIALECTS, or set that to “all”, and start the server again; or take the format “tocsin”, which needs no dialect.',
  },
  'webhook/nothing-to-say': {
    status: 409,
    exit: 1,
    says: 'In the format of the webhook there was nothing to say to its receiver; nothing was sent.',
    advice:
      'Nothing to do: what the receiver knows is still so, or none of its areas has an id in that format.',
  },
  'webhook/no-ping': {
    status: 409,
    exit: 1,
    says: 'In the format {format} there is no call that says nothing; nothing was sent.',
    advice: 'The next notice will show whether the receiver answers.',
  },
  'webhook/too-many': {
    status: 409,
    exit: 1,
    says: 'There are {limit} webhooks already.',
    advice: 'Remove those that nobody uses.',
  },
  'webhook/no-such-webhook': {
    status: 404,
    exit: 1,
    says: 'There is no webhook “{webhook}”.',
    advice: 'It may have been removed; list those that exist.',
  },
  'webhook/disabled': {
    status: 409,
    exit: 1,
    says: 'The webhook is disabled; nothing was sent.',
    advice: 'Enable it again once its receiver is back.',
  },
  'webhook/mode-not-carried': {
    status: 409,
    exit: 1,
    says: 'The webhook does not take notices in {mode} mode; nothing was sent.',
    advice: 'Add the mode to the webhook if its receiver should get such notices.',
  },
  'webhook/unreachable': {
    status: 502,
    exit: 1,
    says: 'No connection to the receiver came about; nothing was sent.',
    advice: 'Check the host’s name, its port and its certificate.',
  },
  'webhook/no-answer': {
    status: 504,
    exit: 1,
    says: 'The notice was handed over and no answer came; whether it was taken is not known.',
    advice: 'Answer first and work later: a receiver should answer within seconds.',
  },
  'webhook/redirected': {
    status: 502,
    exit: 1,
    says: 'The receiver answered with a redirection, which is not followed.',
    advice: 'Give the webhook the address it is redirected to.',
  },
  'webhook/gone': {
    status: 410,
    exit: 1,
    says: 'The receiver says that it is gone for good; the webhook was disabled.',
    advice: 'Remove the webhook, or enable it again if that was a mistake.',
  },
  'webhook/busy': {
    status: 503,
    exit: 1,
    says: 'The receiver asked to be called later.',
    advice: 'Nothing to do: it is called again when it asked to be.',
  },
  'webhook/rejected': {
    status: 502,
    exit: 1,
    says: 'The receiver did not take the notice.',
    advice: 'Look at the receiver’s log: any answer from 200 to 299 takes the notice.',
  },
  'webhook/called-off': {
    status: 409,
    exit: 1,
    says: 'The call was called off before a connection came about; nothing was sent.',
    advice: 'Nothing to do: something newer overtook it, or its time was up.',
  },
  'webhook/closed': {
    status: 503,
    exit: 2,
    says: 'The channel is closed; nothing was sent.',
    advice: 'Nothing is sent while the server shuts down.',
  },
})
