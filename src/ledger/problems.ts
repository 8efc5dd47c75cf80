/** Why the ledger refuses: permanent codes, each with its sentence and what to do. */
import { defineProblems } from '#base'

export const ledgerProblems = defineProblems({
  'ledger/conflict': {
    status: 409,
    exit: 1,
    says: '“{stream}” is at version {actual}; the decision was made at version {expected}.',
    advice: 'Read what happened since, decide again, and send it again.',
  },
  'ledger/cannot-write': {
    status: 503,
    exit: 2,
    says: 'The ledger cannot be written: {why}. Nothing was recorded.',
    advice:
      'Make room on the disk or bring the database back; writing resumes by itself. Reading goes on meanwhile.',
  },
  'ledger/not-the-writer': {
    status: 503,
    exit: 2,
    says: 'This server does not decide at present: {why}.',
    advice: 'Send the order to the server that decides, or again in a few seconds.',
  },
  'ledger/already-open': {
    status: 503,
    exit: 2,
    says: 'Another server has the ledger “{file}” open.',
    advice: 'One data folder serves one server. Stop the other one, or give this one a folder of its own.',
  },
  'ledger/cannot-open': {
    status: 503,
    exit: 2,
    says: 'The ledger cannot be opened: {why}.',
    advice:
      'Check that the file or the database exists, that this user may read and write it, and that it is a ledger.',
  },
  'ledger/from-newer-version': {
    status: 503,
    exit: 2,
    says: '{what} was written in version {found}; this program knows versions up to {known}.',
    advice: 'Run the newer program again. Nothing was changed.',
  },
  'ledger/damaged': {
    status: 500,
    exit: 2,
    says: 'The ledger is not as it was written, at fact {seq}: {why}.',
    advice: 'Keep the damaged ledger as evidence, and restore the last export or backup beside it.',
  },
  'ledger/not-empty': {
    status: 409,
    exit: 1,
    says: 'The target already holds {facts} facts.',
    advice: 'Restore into a new, empty ledger.',
  },
  'ledger/export-damaged': {
    status: 422,
    exit: 1,
    says: 'Line {line} of the export is not as it was written: {why}.',
    advice: 'Take another copy of the export. The target was left as it was.',
  },
  'ledger/backup-failed': {
    status: 500,
    exit: 2,
    says: 'The backup was not made: {why}.',
    advice: 'Check the target’s folder and its free space, and choose a name that is not taken.',
  },
})
