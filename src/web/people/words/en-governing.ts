/** In English: people, keys, roles, authorities. */
export const governing = {
  roleNames: {
    officer: 'officer',
    approver: 'approver',
    watcher: 'watcher',
    analyst: 'analyst',
    'responder-lead': 'responder lead',
    assessor: 'assessor',
    administrator: 'administrator',
  } as { readonly [role: string]: string },
}
