/** What can be done, and which role may do it. An action that no role lists can be done by nobody. */
export const actions = [
  'board.read',
  'alert.read',
  'alert.draft',
  'alert.submit',
  'alert.approve',
  'alert.issue',
  'alert.change',
  'alert.end',
  'reach.read',
  'report.read',
  'report.judge',
  'sources.read',
  'sources.manage',
  'attempts.resend',
  'areas.import',
  'sirens.read',
  'sirens.register',
  'sirens.test',
  'webhooks.manage',
  'ledger.read',
  'people.manage',
  'demo.run',
] as const
export type Action = (typeof actions)[number]

export const roles = ['officer', 'approver', 'watcher', 'administrator'] as const
export type Role = (typeof roles)[number]

const watching: readonly Action[] = [
  'board.read',
  'alert.read',
  'reach.read',
  'report.read',
  'sources.read',
  'sirens.read',
]

export const actionsOf: { readonly [role in Role]: readonly Action[] } = {
  watcher: watching,
  officer: [
    ...watching,
    'alert.draft',
    'alert.submit',
    'alert.issue',
    'alert.change',
    'alert.end',
    'attempts.resend',
    'report.judge',
    'sirens.test',
    'demo.run',
  ],
  approver: [...watching, 'alert.approve', 'alert.end'],
  administrator: [
    ...watching,
    'areas.import',
    'sirens.register',
    'sirens.test',
    'webhooks.manage',
    'sources.manage',
    'ledger.read',
    'people.manage',
    'demo.run',
  ],
}
