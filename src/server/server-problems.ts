/** What can go wrong at the server's own door: settings, requests, places that are taken. */
import { defineProblems } from '#base'

export const serverProblems = defineProblems({
  'server/bad-setting': {
    status: 500,
    exit: 2,
    says: 'The setting {at} can’t be “{value}”: {why}.',
    advice: 'docs/config.md lists every setting with what it accepts.',
  },
  'server/unknown-setting': {
    status: 500,
    exit: 2,
    says: 'There is no setting {at}.',
    advice: 'Settings: {known}.',
  },
  'server/bad-authority': {
    status: 500,
    exit: 2,
    says: 'The authority file is wrong at “{at}”: {why}.',
    advice: 'Compare it with packs/lipetsk/authority.json.',
  },
  'server/cannot-read': {
    status: 500,
    exit: 2,
    says: 'The file {file} can’t be read: {why}.',
    advice: 'Check the path and the rights.',
  },
  'server/address-taken': {
    status: 500,
    exit: 2,
    says: 'Something else already listens on {address}.',
    advice: 'Stop it, or choose another port with TOCSIN_PORT (TOCSIN_MQTT_PORT for the sirens’ broker).',
  },
  'server/needs-tls': {
    status: 403,
    exit: 2,
    says: 'This port only leads browsers to the encrypted one, {port}; nothing was read.',
    advice:
      'Use the https address. A key that was sent to this port could be read on the way: make a new one.',
  },
  'server/needs-certificate': {
    status: 403,
    exit: 2,
    says: 'This server is for those who show a certificate that its administrator knows.',
    advice: 'Ask them for one, and show it with every connection: docs/guides/mutual-tls.md.',
  },
  'server/not-the-writer': {
    status: 503,
    exit: 2,
    says: 'This server serves readers; another one decides.',
    advice:
      'Send the order to the other server, or again in a few seconds: this one takes over when that one is gone.',
  },
  'server/live-not-here': {
    status: 403,
    exit: 1,
    says: 'This installation runs in {mode} mode and issues nothing live.',
    advice: 'Live alerts need an installation whose TOCSIN_MODE is live.',
  },
  'server/no-sirens': {
    status: 503,
    exit: 2,
    says: 'There is no line to the sirens here.',
    advice: 'Set TOCSIN_BROKER, or ask the server that decides.',
  },
  'server/unknown-siren': {
    status: 404,
    exit: 1,
    says: 'There is no siren “{siren}”.',
    advice: 'GET /v1/sirens lists them.',
  },
  'server/not-signed-here': {
    status: 404,
    exit: 1,
    says: 'Messages are not signed here, so there is no certificate.',
    advice:
      'An administrator names a key and its certificate with TOCSIN_CAP_KEY and TOCSIN_CAP_CERTIFICATE.',
  },
  'server/no-hub': {
    status: 404,
    exit: 1,
    says: 'There is no hub here.',
    advice: 'Ask the feed itself, with If-None-Match; an administrator opens the hub with TOCSIN_HUB=yes.',
  },
  'server/hub-topic': {
    status: 422,
    exit: 1,
    says: 'The hub knows no feed “{topic}”.',
    advice: 'The topic is the address that the feed gives as its own, with rel="self".',
  },
  'server/hub-full': {
    status: 503,
    exit: 2,
    says: 'The hub takes no more subscriptions, or no more of this host.',
    advice: 'Ask the feed itself, with If-None-Match, and the hub again tomorrow.',
  },
  'server/unknown-path': {
    status: 404,
    exit: 1,
    says: 'There is nothing at {method} {path}.',
    advice: 'docs/api.json lists every path; /v1/openapi.json serves it.',
  },
  'server/console-not-built': {
    status: 503,
    exit: 1,
    says: 'The console was not built in this installation.',
    advice:
      'Run “npm run build” where Tocsin is installed, and load this page again. All else works without it.',
  },
  'server/wrong-method': {
    status: 405,
    exit: 1,
    says: '{path} does not take {method}.',
    advice: 'It takes: {allowed}.',
  },
  'server/head-too-large': {
    status: 431,
    exit: 1,
    says: 'The head of the request is too large.',
    advice: 'Send fewer or shorter headers, cookies and parameters.',
  },
  'server/head-too-slow': {
    status: 408,
    exit: 1,
    says: 'The request did not arrive in time.',
    advice: 'Send it again; if that stays so, look at the network between.',
  },
  'server/address-too-long': {
    status: 414,
    exit: 1,
    says: 'The address of the request is longer than {most} characters.',
    advice: 'Ask for less at once.',
  },
  'server/too-many': {
    status: 429,
    exit: 2,
    says: 'These were too many requests at once (limit “{limit}”).',
    advice: 'Ask again in {seconds} seconds. RateLimit-Policy says how many may be asked in how long.',
  },
  'server/invalid-request': {
    status: 400,
    exit: 1,
    says: 'The request is wrong at “{at}”: {why}.',
    advice: 'docs/api.json says what is expected there.',
  },
  'server/body-too-large': {
    status: 413,
    exit: 1,
    says: 'The body is larger than {limit} bytes.',
    advice: 'Send less at once.',
  },
  'server/wrong-media-type': {
    status: 415,
    exit: 1,
    says: 'The body is not JSON.',
    advice: 'Send it with Content-Type: application/json.',
  },
  'server/no-storage': {
    status: 503,
    exit: 2,
    says: 'The disk or the database can’t be used just now: {why}.',
    advice:
      'Make room on the disk, or bring the database back, and send it again. The ledger’s facts are written whole or not at all.',
  },
  'server/busy': {
    status: 429,
    exit: 2,
    says: 'As many of these as this server does at once are under way already.',
    advice: 'Ask again in a few seconds. “tocsin cap check” checks on your own machine.',
  },
  'server/check-ended': {
    status: 422,
    exit: 2,
    says: 'The check was ended before it was done: {why}.',
    advice: 'Check it on your own machine with “tocsin cap check”, and tell the maintainers of the document.',
  },
  'server/cannot-fetch': {
    status: 422,
    exit: 2,
    says: '{url} could not be fetched: {why}.',
    advice: 'Open the address yourself, and send the document instead of its address.',
  },
  'server/unknown-profile': {
    status: 422,
    exit: 1,
    says: 'There is no CAP profile “{name}”.',
    advice: 'Profiles: {known}.',
  },
  'server/no-such-area-set': {
    status: 404,
    exit: 1,
    says: 'There is no saved set of areas “{set}”.',
    advice: 'GET /v1/area-sets lists them; somebody may have removed it.',
  },
  'server/area-set-name-taken': {
    status: 409,
    exit: 1,
    says: 'Another saved set is called “{name}” already.',
    advice: 'Choose another name, or change that set: {set}.',
  },
  'server/too-many-area-sets': {
    status: 409,
    exit: 1,
    says: 'There are {most} saved sets of areas, and nobody finds anything among more.',
    advice: 'Remove one that is not used.',
  },
  'server/broken': {
    status: 500,
    exit: 2,
    says: 'Something broke that should not have. It was logged as {reference}.',
    advice:
      'Nothing was written unless you were told so. Try again; if it stays, tell the maintainers the reference.',
  },
  'server/unreachable': {
    status: 502,
    exit: 2,
    says: 'No server answers at {server}: {why}.',
    advice:
      'Start one on its machine with “npm start” (“tocsin serve --data FOLDER”), or name another with --server.',
  },
  'server/no-key': {
    status: 401,
    exit: 2,
    says: 'No key for “{name}” in {folder}.',
    advice:
      'On the server’s machine name its data folder with --data; elsewhere give a key of your own in TOCSIN_KEY or TOCSIN_KEY_FILE, which “tocsin keys add” makes.',
  },
  'server/usage': {
    status: 400,
    exit: 1,
    says: '{why}',
    advice: '“tocsin help {command}” shows what it takes.',
  },
})
