/** alerts.in.ua version 1 as a face of the board: what is in force, what was, and a letter for small devices. */
import { asJson, type Dialect, type DialectAnswer } from '../dialect.ts'
import { activeAlerts, leftOut } from './active.ts'
import { alertsBefore } from './history.ts'
import { letterOf, lettersByOblast, lettersByUid } from './letters.ts'
import { alertsInUaMapping } from './mapping.ts'

export const alertsInUa: Dialect = {
  id: 'alerts-in-ua',
  title: 'alerts.in.ua v1',
  modes: ['live'],
  keys: 'bearer-or-token',
  mapping: alertsInUaMapping,
  routes: [
    {
      ...{ method: 'GET', path: '/v1/alerts/active.json', lasts: 'the-board' },
      says: 'Every alert in force at every place it was said of',
      answer: (_, picture, ground) => asJson(activeAlerts(picture, ground)),
    },
    {
      ...{ method: 'GET', path: '/v1/regions/{uid}/alerts/{period}.json', lasts: 'a-minute' },
      says: 'What was in force in a region since `week_ago` or `month_ago`, the latest first',
      async answer({ params }, picture, ground) {
        const { uid = '', period = '' } = params
        const asked = { uid, period, now: ground.now() }
        const list = alertsBefore(asked, await ground.history(), picture, ground)
        return list === undefined ? notThere : asJson(list)
      },
    },
    {
      ...{ method: 'GET', path: '/v1/iot/active_air_raid_alerts/{uid}.json', lasts: 'the-board' },
      says: '"A" under an air raid alert, "P" in part, "N" not',
      answer({ params }, picture) {
        const letter = letterOf(picture, params['uid'] ?? '')
        return letter === undefined ? notThere : asJson(letter)
      },
    },
    {
      ...{ method: 'GET', path: '/v1/iot/active_air_raid_alerts_by_oblast.json', lasts: 'the-board' },
      says: '27 such letters, one for each oblast in the order of the original',
      answer: (_, picture) => asJson(lettersByOblast(picture)),
    },
    {
      ...{ method: 'GET', path: '/v1/iot/active_air_raid_alerts.json', lasts: 'the-board' },
      says: 'Such a letter for each uid at its own index, a space where there is no such area',
      answer: (_, picture) => asJson(lettersByUid(picture)),
    },
  ],
  refused: ({ status, why }) => said(why, status),
  leftOut,
}

function said(message: string, status: number): DialectAnswer {
  return asJson({ message }, status)
}

const notThere = said('There is no such region or period.', 404)
