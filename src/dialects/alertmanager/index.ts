/** Alertmanager's API version 2: what others' monitoring posts becomes a report for the desk; our alerts go out as its webhooks do. */
import type { Hierarchy } from '#areas'
import { asJson, type Dialect, type DialectAnswer, type DialectRoute, type Picture } from '../dialect.ts'
import { promAlerts } from './alert.ts'
import { pingBody, saidBy, webhookBody } from './body.ts'
import { mapping } from './mapping.ts'
import { readPosted } from './posted.ts'
import { reportOf } from './to-report.ts'

/** Prometheus posts 64 at once, and they are small. */
const bodyLimit = 1_048_576

const take: DialectRoute = {
  ...{ method: 'POST', path: '/api/v2/alerts', lasts: 'once', needs: 'report.send', bodyLimit },
  says: 'Alerts of other monitoring; each becomes a report for the desk, and its end too',
  async answer({ body, headers, caller }, { hierarchy }, { now, book, ports }) {
    const at = now()
    const read = readPosted(body, headers['content-type']?.toString(), at)
    if ('status' in read) return asJson(read.says, read.status)
    const known: { readonly hierarchy: Hierarchy; readonly book: typeof book } = { hierarchy, book }
    const reports = read.alerts.map((alert) => reportOf(alert, at, known))
    const taken = reports.length === 0 ? 'taken' : await ports.reports.take(caller!, 'Alertmanager', reports)
    if (taken !== 'taken') return later(taken)
    // Those beside a wrong one are taken, and the answer is a refusal all the same: so does the original.
    if (read.refused.length > 0) return asJson(read.refused.join('; '), 400)
    return { status: 200, body: '' }
  },
}

function later(why: 'too-many' | 'not-now'): DialectAnswer {
  const [code, message] =
    why === 'too-many'
      ? ([429, 'too many alerts of this sender are firing already'] as const)
      : ([503, 'nothing can be written down just now'] as const)
  return { ...asJson({ code, message }, code), headers: { 'retry-after': '60' } }
}

const receivers = [{ name: 'tocsin' }]
const active = { inhibitedBy: [], silencedBy: [], state: 'active' }

const list: DialectRoute = {
  ...{ method: 'GET', path: '/api/v2/alerts', lasts: 'the-board', key: 'not-needed' },
  says: 'What is in force, one alert for each area, as amtool and dashboards read it',
  answer(_, picture, ground) {
    const alerts: object[] = []
    for (const alert of picture.alerts) {
      // A country under alert is to fit into a megabyte: what each alert says at length stands elsewhere.
      const say = promAlerts(
        { ...saidBy(alert, { issuer: {} }), wording: { texts: {}, missing: [] } },
        ground,
      )
      const { renewBy: endsAt, issuedAt: updatedAt } = alert
      for (const area of alert.content.areas) {
        const { labels, annotations, startsAt, fingerprint } = say(area)
        const { summary } = annotations
        alerts.push({
          ...{
            annotations: { summary },
            endsAt,
            fingerprint,
            receivers,
            startsAt,
            status: active,
            updatedAt,
          },
          labels,
        })
      }
    }
    return asJson(alerts)
  },
}

const status: DialectRoute = {
  ...{ method: 'GET', path: '/api/v2/status', lasts: 'the-board', key: 'not-needed' },
  says: 'That this is no cluster, and speaks version 2',
  answer: (_, { shownAt }) =>
    asJson({
      cluster: { peers: [], status: 'disabled' },
      config: { original: '' },
      uptime: shownAt,
      versionInfo: {
        ...{ branch: '', buildDate: '', buildUser: '', goVersion: '', revision: 'tocsin', version: '0.25.0' },
      },
    }),
}

const probes = (['/-/healthy', '/-/ready'] as const).map((path): DialectRoute => {
  const ok: DialectAnswer = { status: 200, type: 'text/plain; charset=utf-8', body: 'OK' }
  return {
    ...{ method: 'GET', path, lasts: 'the-board', key: 'not-needed', says: 'That it answers' },
    answer: () => ok,
  }
})

export const alertmanager: Dialect = {
  id: 'alertmanager',
  title: 'Alertmanager',
  modes: ['live', 'drill', 'test'],
  keys: 'none',
  mapping,
  routes: [take, list, status, ...probes],
  calls(notice, receiver, picture: Picture, ground) {
    const body = webhookBody(notice, receiver, picture, ground)
    return body === undefined ? [] : [JSON.stringify(body)]
  },
  ping: (at, ground) => JSON.stringify(pingBody(at, ground)),
  refused: ({ status: code, why }) => asJson({ code, message: why }, code),
}
