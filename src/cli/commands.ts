/** Every command by its name. Each file is loaded only when its command is called, so that none makes another slow. */
import type { Command } from './command.ts'

const files = {
  serve: () => import('./commands/serve.cli.ts'),
  demo: () => import('./commands/demo.cli.ts'),
  alert: () => import('./commands/alert.cli.ts'),
  board: () => import('./commands/board.cli.ts'),
  areas: () => import('./commands/areas.cli.ts'),
  shelters: () => import('./commands/shelters.cli.ts'),
  sirens: () => import('./commands/sirens.cli.ts'),
  sites: () => import('./commands/sites.cli.ts'),
  webhooks: () => import('./commands/webhooks.cli.ts'),
  dialects: () => import('./commands/dialects.cli.ts'),
  recipients: () => import('./commands/recipients.cli.ts'),
  callouts: () => import('./commands/callouts.cli.ts'),
  teams: () => import('./commands/teams.cli.ts'),
  protocols: () => import('./commands/protocols.cli.ts'),
  damage: () => import('./commands/damage.cli.ts'),
  cases: () => import('./commands/cases.cli.ts'),
  situation: () => import('./commands/situation.cli.ts'),
  'cell-broadcast': () => import('./commands/cell-broadcast.cli.ts'),
  sources: () => import('./commands/sources.cli.ts'),
  reports: () => import('./commands/reports.cli.ts'),
  people: () => import('./commands/people.cli.ts'),
  keys: () => import('./commands/keys.cli.ts'),
  roles: () => import('./commands/roles.cli.ts'),
  authorities: () => import('./commands/authorities.cli.ts'),
  reviews: () => import('./commands/reviews.cli.ts'),
  audit: () => import('./commands/audit.cli.ts'),
  ledger: () => import('./commands/ledger.cli.ts'),
  replay: () => import('./commands/replay.cli.ts'),
  cap: () => import('./commands/cap.cli.ts'),
  evidence: () => import('./commands/evidence.cli.ts'),
  doctor: () => import('./commands/doctor.cli.ts'),
  completion: async () => ({
    commands: [(await import('./commands/completion.cli.ts')).completion(loadAll)],
  }),
} as const satisfies { readonly [family: string]: () => Promise<{ readonly commands: readonly Command[] }> }

/** In the order of the help; a test compares it with what the files declare. */
export const names: readonly string[] = [
  'serve',
  'demo',
  ...[
    'draft',
    'submit',
    'approve',
    'return',
    'issue',
    'raise',
    'lower',
    'extend',
    'reduce',
    'correct',
    'renew',
  ].map((step) => `alert ${step}`),
  ...['all-clear', 'retract', 'discard', 'show', 'list', 'reach'].map((step) => `alert ${step}`),
  'board',
  ...['import', 'find', 'show'].map((verb) => `areas ${verb}`),
  ...['import', 'near', 'hide', 'show', 'link', 'capacity'].map((verb) => `shelters ${verb}`),
  ...['list', 'register', 'remove', 'simulate', 'test'].map((verb) => `sirens ${verb}`),
  ...['list', 'show', 'keep', 'readings'].map((verb) => `sites ${verb}`),
  ...['list', 'add', 'remove', 'test', 'rotate', 'attempts', 'resend'].map((verb) => `webhooks ${verb}`),
  'dialects',
  ...['list', 'import', 'export', 'about', 'erase', 'remove'].map((verb) => `recipients ${verb}`),
  ...['list', 'show', 'start', 'answer', 'stand-down', 'close'].map((verb) => `callouts ${verb}`),
  ...['list', 'on-duty', 'import'].map((verb) => `teams ${verb}`),
  ...['list', 'check', 'import', 'show', 'export', 'retire'].map((verb) => `protocols ${verb}`),
  ...['list', 'show', 'open', 'add', 'ask', 'answer', 'find', 'judge'].map((verb) => `cases ${verb}`),
  ...['learn', 'finish', 'drop', 'close', 'export'].map((verb) => `cases ${verb}`),
  ...['tally', 'list', 'note', 'judge', 'merge', 'split', 'lift'].map((verb) => `damage ${verb}`),
  ...['outages', 'outage', 'restored', 'remnants', 'remnant'].map((verb) => `damage ${verb}`),
  'situation',
  ...['simulate', 'phones', 'show', 'test'].map((verb) => `cell-broadcast ${verb}`),
  ...['list', 'show', 'add', 'remove', 'check'].map((verb) => `sources ${verb}`),
  ...['list', 'show', 'dismiss', 'draft'].map((verb) => `reports ${verb}`),
  ...['list', 'show', 'invite', 'reinvite', 'change', 'suspend', 'reinstate', 'remove', 'restore'].map(
    (verb) => `people ${verb}`,
  ),
  ...['set-up', 'export', 'erase', 'waiting', 'confirm', 'refuse', 'withdraw', 'add'].map(
    (verb) => `people ${verb}`,
  ),
  ...['list', 'add', 'rotate', 'revoke'].map((verb) => `keys ${verb}`),
  ...['list', 'define', 'remove'].map((verb) => `roles ${verb}`),
  ...['list', 'add', 'change', 'go-live', 'go-drill'].map((verb) => `authorities ${verb}`),
  ...['list', 'close'].map((verb) => `reviews ${verb}`),
  ...['list', 'export'].map((verb) => `audit ${verb}`),
  ...['verify', 'export', 'restore', 'backup'].map((verb) => `ledger ${verb}`),
  'replay',
  ...['check', 'show', 'sign', 'verify', 'keygen'].map((verb) => `cap ${verb}`),
  ...['claims', 'announcement', 'indicators', 'assess', 'inbox', 'show', 'rate', 'events', 'export'].map(
    (verb) => `evidence ${verb}`,
  ),
  ...['take', 'originals', 'feeds', 'feed-add', 'feed-remove', 'feed-check'].map(
    (verb) => `evidence ${verb}`,
  ),
  'doctor',
  'completion',
]

/** Every command, in the order of the help. */
export function loadAll(): Promise<readonly Command[]> {
  return Promise.all(names.map(loadCommand))
}

export async function loadCommand(name: string): Promise<Command> {
  const family = name.split(' ')[0] as keyof typeof files
  const { commands } = await files[family]()
  const command = commands.find((one) => one.name === name)
  if (command === undefined) throw new Error(`the command ${name} is listed and not declared`)
  return command
}
