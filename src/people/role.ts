/** What can be done, and which role may do it. An action that no role lists can be done by nobody. */
import type { Brand } from '#base'

export const actions = [
  'board.read',
  'alert.read',
  'alert.draft',
  'alert.submit',
  'alert.approve',
  'alert.issue',
  'alert.change',
  'alert.end',
  'alert.review',
  'reach.read',
  'report.read',
  'report.judge',
  'report.send',
  'evidence.read',
  'evidence.judge',
  'damage.read',
  'damage.note',
  'damage.judge',
  'damage.release',
  'cases.read',
  'cases.work',
  'sources.read',
  'sources.manage',
  'attempts.resend',
  'areas.import',
  'shelter.manage',
  'sirens.read',
  'sirens.register',
  'sirens.test',
  'webhooks.manage',
  'recipients.manage',
  'protocol.do',
  'callouts.read',
  'callouts.run',
  'teams.manage',
  'channels.test',
  'texts.manage',
  'ledger.read',
  'audit.read',
  'people.read',
  'people.manage',
  'people.confirm',
  'people.erase',
  'keys.manage',
  'authorities.manage',
  'access.restore',
  'drill.run',
  'demo.run',
] as const
export type Action = (typeof actions)[number]

export const roles = [
  'officer',
  'approver',
  'watcher',
  'analyst',
  'responder-lead',
  'assessor',
  'administrator',
  'machine',
] as const
export type Role = (typeof roles)[number]

/** A role of the table, or the name of a set of actions that an administrator defined. */
export type RoleId = Role | Brand<string, 'RoleId'>

const watching: readonly Action[] = [
  'board.read',
  'alert.read',
  'reach.read',
  'report.read',
  'evidence.read',
  'damage.read',
  'cases.read',
  'sources.read',
  'sirens.read',
]

const administering: readonly Action[] = [
  ...watching,
  'areas.import',
  'shelter.manage',
  'sirens.register',
  'sirens.test',
  'webhooks.manage',
  'recipients.manage',
  'callouts.read',
  'teams.manage',
  'channels.test',
  'texts.manage',
  'sources.manage',
  'ledger.read',
  'audit.read',
  'people.read',
  'people.manage',
  'people.erase',
  'keys.manage',
  'authorities.manage',
  'drill.run',
  'demo.run',
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
    'evidence.judge',
    'damage.note',
    'damage.judge',
    'damage.release',
    'cases.work',
    'shelter.manage',
    'callouts.read',
    'callouts.run',
    'protocol.do',
    'sirens.test',
    'channels.test',
    'drill.run',
    'demo.run',
  ],
  approver: [
    ...watching,
    'alert.approve',
    'alert.end',
    'alert.review',
    'damage.release',
    'cases.work',
    'protocol.do',
  ],
  // Reads what comes in and drafts from it; issuing is an officer's.
  analyst: [
    ...watching,
    'report.judge',
    'evidence.judge',
    'damage.note',
    'damage.judge',
    'cases.work',
    'alert.draft',
    'alert.submit',
  ],
  // Their people hold the doors.
  'responder-lead': [
    ...watching,
    'damage.note',
    'cases.work',
    'shelter.manage',
    'callouts.read',
    'callouts.run',
    'teams.manage',
    'protocol.do',
  ],
  assessor: [...watching, 'damage.note', 'damage.judge', 'cases.work'],
  // Runs the installation and warns nobody: who may do both can do both unseen.
  administrator: [...administering, 'people.confirm'],
  // Whoever stands at the machine can read and write all it keeps: its own account may let people in again, and agrees to nothing.
  machine: [...administering, 'access.restore', 'report.send'],
}

/**
 * Actions that put a warning before the public or take it back, let another do so, or judge what was done alone: what gives
 * somebody one of them in live mode needs two people.
 */
export const warningActions: readonly Action[] = [
  'alert.issue',
  'alert.approve',
  'alert.change',
  'alert.end',
  'alert.review',
]

/** Actions that decide who may do what, or what reaches the board and the public. */
export const governingActions: readonly Action[] = [
  'people.manage',
  'people.confirm',
  'keys.manage',
  'authorities.manage',
  'sources.manage',
  'webhooks.manage',
  'texts.manage',
  'access.restore',
]
