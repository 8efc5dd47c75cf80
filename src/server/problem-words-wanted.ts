/** What of the problems has to be said in every language: all codes but those named here, and the clauses that fill their sentences. */

/** Codes that nobody meets in a page of the product; `*` stands for any ending. */
export const englishOnly = [
  { why: 'of the checker and the writer of CAP, for those who build with it', codes: ['cap/*'] },
  {
    why: 'the live stream answers on a bare connection, before any page is asked',
    codes: [
      ...(['channels/bad-live-request', 'channels/unknown-parameter', 'channels/no-areas'] as const),
      ...(['channels/too-many-areas', 'channels/unknown-area', 'channels/not-a-position'] as const),
      'channels/live-*',
    ],
  },
  {
    why: 'a server that does not start says so to whoever started it',
    codes: [
      ...(['base/tls-*', 'channels/duplicate-name', 'ledger/already-open', 'ledger/cannot-open'] as const),
      ...(['ledger/from-newer-version', 'server/bad-setting', 'server/unknown-setting'] as const),
      ...(['server/bad-authority', 'server/cannot-read', 'server/address-taken'] as const),
    ],
  },
  {
    why: 'of the command line',
    codes: [
      ...(['ledger/not-empty', 'ledger/export-damaged', 'ledger/backup-failed'] as const),
      ...(['server/unreachable', 'server/no-key', 'server/usage', 'people/governed-already'] as const),
    ],
  },
  { why: 'of the FPAS face: apps act upon the status and ask for no language', codes: ['fpas/*'] },
  {
    why: 'between machines: hubs, providers, and connections that no page is sent over',
    codes: [
      ...(['in-process/*', 'exchange/subscription-over', 'exchange/no-such-callback'] as const),
      ...(['people/logout-token-refused', 'server/no-hub', 'server/hub-*'] as const),
      ...(['server/needs-tls', 'server/needs-certificate', 'server/not-signed-here'] as const),
      ...(['server/unknown-profile', 'server/check-ended', 'server/cannot-fetch'] as const),
    ],
  },
] as const

/** Slices that are being built, and owe their words in the other languages: whoever finishes one takes its line away, and is told what is missing. */
export const owed = [] as const

/** Words of ours that stand in a problem's details, by the detail that holds them. What fills a place is said in turn. */
export const allClauses = {
  mode: ['live', 'drill', 'test'],
  modes: ['live', 'drill', 'test'],
  service: ['live', 'drill'],
  state: [
    ...(['draft', 'submitted', 'approved', 'issued', 'discarded', 'none', 'ended'] as const),
    ...(['ended (all-clear)', 'ended (retracted)', 'ended (lapsed)'] as const),
    ...(['invited', 'active', 'suspended', 'removed'] as const),
    ...(['open', 'taken-back', 'dismissed', 'drafted'] as const),
  ],
  change: ['raised', 'lowered', 'extended', 'reduced', 'corrected', 'renewed', 'updated'],
  what: [
    ...(['threat', 'ladder', 'level', 'areas', 'channel', 'channels', 'sightings', 'tracks'] as const),
    ...(['an e-mail address', 'a telephone number', 'a mode', 'an area', 'a level'] as const),
    ...(['the step “{level}”', 'the threat “{threat}”'] as const),
  ],
  usual: ['1 second', '{count} seconds', '{count} minutes', '{count} hours', '{count} days'],
  by: ['the authority {id}', 'the source {id}', 'the alert {id}'],
  because: [
    'nobody used it for a while',
    'it lasted as long as a session may',
    'it was used from another browser than the one it was opened in',
    'this shared screen has another address than when it was opened',
    'you signed out',
    'it was ended from another screen',
    'somebody signed in anew in this browser',
    'you signed in on too many other screens since',
    'the way you sign in was changed elsewhere',
    'your access is suspended',
    'your access was removed',
    'it ended some time ago',
  ],
  characters: [
    '{point} ({kind}) in “{text}”',
    ...(['control character', 'unpaired surrogate', 'private-use character'] as const),
    ...(['noncharacter', 'replacement character'] as const),
  ],
  why: [
    // What doesn't fit its schema (src/base/misfit.ts).
    '{one}, or {other}',
    'it is missing',
    'it is empty',
    'it is not as expected',
    'it fits none of the forms',
    'nothing of that name is expected here',
    'it must be a text',
    'it must be a number',
    'it must be a whole number',
    'it must be true or false',
    'it must be a list',
    'it must be an object',
    'it must have at least {count} characters',
    'it must have at most {count} characters',
    'it must have at least {count} entries',
    'it must have at most {count} entries',
    'it must be at least {count}',
    'it must be at most {count}',
    'it must be one of {values}',
    'it doesn’t fit {form}',
    'must be a time with its zone, as in {example}',
    'either this or renewBy says how long it stands, not both',
    'a point needs both lon and lat',
    'one of lon and lat is missing',
    'either an area or a position, not both',
    'it names more than one area',
    'these are too many languages',
    'it is nested too deep',
    // Phrases.
    'it is longer than {count} characters',
    'it has {point}, a {kind}, which no carrier delivers',
    'it has a line break',
    'the slot “{slot}” must stand in it once',
    'there is no slot “{slot}” here',
    'in “{text}” there is no slot “{slot}”',
    'in “{text}” “{bracket}” has no counterpart',
    'the mark has to stand before the text',
    'a bracket in it would be read out',
    'there is no such place',
    'there is no such place in the row',
    'several phrases stand there: name one',
    // Drills' scripts.
    'it must be a list of scripts',
    'there is no threat “{threat}”',
    'the ladder “{ladder}” has no level “{level}”',
    // Shelters and their lists.
    'it is not on the globe',
    'the language is none',
    'it is no number of places',
    'more than {count} places are no shelter',
    'these are too many threats',
    'nothing says where a shelter is',
    'it is packed with gzip',
    'it is a spreadsheet or an archive, no text',
    'it is no text',
    'no list of objects is in it',
    'neither JSON nor columns could be made out',
    'its coordinates are {system}, not WGS 84',
    'it is no photo',
    // The ledger.
    'it was not taken',
    'it is shutting down',
    'another server decides',
    'another server has opened the ledger',
    'the ledger moved on under another server',
  ],
} as const
