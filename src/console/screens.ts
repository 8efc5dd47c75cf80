/** The screens: what each needs of whoever opens it, and the key that goes there. What nobody here may use is not offered. */
import type { ScreenName } from './route.ts'

export type Menu = 'response' | 'aftermath' | 'preparation'

export interface Screen {
  readonly name: ScreenName
  /** The action without which it is not offered. */
  readonly needs: string
  /** Pressed alone, outside of fields. */
  readonly key?: string
  /** Whether it stands in the row of screens, or in one of its menus; the others are come to from somewhere. */
  readonly inRow: 'yes' | 'no' | Menu
}

export const screens: readonly Screen[] = [
  { name: 'watch', needs: 'board.read', key: 'w', inRow: 'yes' },
  { name: 'compose', needs: 'alert.draft', key: 'n', inRow: 'yes' },
  { name: 'approve', needs: 'alert.read', key: 'a', inRow: 'yes' },
  { name: 'alert', needs: 'alert.read', inRow: 'no' },
  { name: 'reach', needs: 'reach.read', key: 'r', inRow: 'yes' },
  { name: 'evidence', needs: 'evidence.read', key: 'e', inRow: 'yes' },
  { name: 'checklists', needs: 'alert.read', key: 'c', inRow: 'response' },
  { name: 'call-outs', needs: 'callouts.read', key: 'o', inRow: 'response' },
  { name: 'sites', needs: 'report.read', inRow: 'response' },
  { name: 'timeline', needs: 'alert.read', key: 't', inRow: 'aftermath' },
  { name: 'damage', needs: 'damage.read', inRow: 'aftermath' },
  { name: 'report', needs: 'alert.read', inRow: 'aftermath' },
  { name: 'cases', needs: 'alert.read', inRow: 'aftermath' },
  { name: 'drills', needs: 'alert.read', key: 'd', inRow: 'preparation' },
  { name: 'set-up', needs: 'alert.read', inRow: 'preparation' },
]
