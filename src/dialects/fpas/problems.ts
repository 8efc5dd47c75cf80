/** The problems of FPAS; their statuses are those that apps act upon. */
import { defineProblems } from '#base'

export const fpasProblems = defineProblems({
  'fpas/not-json': {
    status: 400,
    exit: 1,
    says: 'The request is no JSON object.',
    advice: 'Send a JSON object with push_service, token and the four sides of the box.',
  },
  'fpas/missing': {
    status: 400,
    exit: 1,
    says: '“{what}” is missing, or too long.',
    advice:
      'Send push_service, token, min_lat, max_lat, min_lon, max_lon, and for encrypted push p256dh_key and auth_key.',
  },
  'fpas/bad-box': {
    status: 400,
    exit: 1,
    says: 'The bounding box can’t be used: {at} is “{value}”.',
    advice: 'Send degrees as numbers or their texts, up to {most} on either side of zero.',
  },
  'fpas/push-service-not-offered': {
    status: 400,
    exit: 1,
    says: 'The push service “{service}” is not available on this server.',
    advice: 'Choose one of {offered}. Apple’s and Google’s services are not offered here.',
  },
  'fpas/other-server-key': {
    status: 400,
    exit: 1,
    says: 'The push endpoint was made with another server’s key.',
    advice: 'Ask for the key at /subscription/?type=webpush and register for push with it.',
  },
  'fpas/not-confirmed': {
    status: 400,
    exit: 1,
    says: 'The confirmation could not be pushed to this endpoint ({why}); nothing was subscribed.',
    advice: 'Check the push service, or choose another one, and subscribe again.',
  },
  'fpas/too-many-places': {
    status: 409,
    exit: 1,
    says: 'This endpoint has {most} places already.',
    advice: 'Delete one before another is added.',
  },
  'fpas/subscription-over': {
    status: 404,
    exit: 1,
    says: 'There is no such subscription, or it has expired.',
    advice: 'Subscribe again.',
  },
  'fpas/no-valid-subscription': {
    status: 400,
    exit: 1,
    says: 'There is no such subscription, or it has expired.',
    advice: 'Subscribe again, or ask for an area.',
  },
  'fpas/no-such-alert': {
    status: 404,
    exit: 1,
    says: 'There is no alert {alert}.',
    advice: 'Ask for the list of what is in force.',
  },
})

export type FpasRefusal = keyof typeof fpasProblems
