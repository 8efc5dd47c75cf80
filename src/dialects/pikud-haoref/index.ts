/** Pikud HaOref’s files and tzevaadom’s socket as a face of the board: what is in force, what was told today, news as it happens. */
import { asJson, type Dialect, type DialectRoute } from '../dialect.ts'
import { pikudHaorefMapping } from './categories.ts'
import { alertsHistory } from './history.ts'
import { inForce } from './in-force.ts'
import { pikudHaorefSocket } from './socket.ts'

/** The original does not tell capitals apart, and its clients spell each in their own way. */
const inForcePaths = [
  '/warningMessages/alert/Alerts.json',
  '/warningMessages/alert/alerts.json',
  '/WarningMessages/alert/Alerts.json',
  '/WarningMessages/alert/alerts.json',
] as const
const historyPaths = [
  '/warningMessages/alert/History/AlertsHistory.json',
  '/WarningMessages/alert/History/AlertsHistory.json',
  '/warningMessages/History/AlertsHistory.json',
  '/WarningMessages/History/AlertsHistory.json',
] as const

const alertsJson: Omit<DialectRoute, 'path'> = {
  ...{ method: 'GET', lasts: 'a-minute' },
  says: 'One category of what is in force; an empty body when nothing is',
  answer(_, picture, ground) {
    const shown = inForce(picture, ground)
    return shown === undefined ? { status: 200, body: '' } : asJson(shown)
  },
}

const historyJson: Omit<DialectRoute, 'path'> = {
  ...{ method: 'GET', lasts: 'a-minute' },
  says: 'What was told during the last 24 hours, place by place, the newest first',
  answer: async (_, picture, ground) => asJson(alertsHistory(await ground.history(), picture, ground)),
}

export const pikudHaoref: Dialect = {
  id: 'pikud-haoref',
  title: 'Pikud HaOref and tzevaadom',
  modes: ['live', 'drill'],
  keys: 'none',
  mapping: pikudHaorefMapping,
  routes: [
    ...inForcePaths.map((path) => ({ ...alertsJson, path })),
    ...historyPaths.map((path) => ({ ...historyJson, path })),
  ],
  socket: pikudHaorefSocket,
  // An empty body would be read as: nothing is in force.
  refused: ({ status, why }) => ({ status, type: 'text/plain; charset=utf-8', body: `${why}\n` }),
}
