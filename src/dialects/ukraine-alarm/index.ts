/** UkraineAlarm v3: the API that Home Assistant, desk lamps and maps of Ukraine poll, over this installation's board. */
import { asJson, type Dialect } from '../dialect.ts'
import { alertRegion, alertRegions, regionsText, leftOut } from './alerts.ts'
import { webhookCalls, webhookPing } from './calls.ts'
import { historyOf, latestHistory } from './history.ts'
import { mapping } from './mapping.ts'
import { refused } from './problem.ts'
import { regionsOf, regionTree } from './regions.ts'
import { lastActionIndex } from './times.ts'
import { changeWebhook, dropWebhook, putWebhook } from './webhook.ts'

const noRegion = refused({ status: 404, why: 'There is no region with this id.' })
const webhook = { path: '/api/v3/webhook', lasts: 'once', needs: 'webhooks.manage' } as const

export const ukraineAlarm: Dialect = {
  id: 'ukraine-alarm',
  title: 'UkraineAlarm API v3',
  modes: ['live'],
  keys: 'authorization',
  mapping,
  routes: [
    {
      ...{ method: 'GET', path: '/api/v3/alerts', lasts: 'the-board' },
      says: 'Regions with alerts',
      answer: async (_, picture, ground) => ({
        status: 200,
        body: regionsText(alertRegions(picture, await ground.history(), ground)),
      }),
    },
    {
      ...{ method: 'GET', path: '/api/v3/alerts/status', lasts: 'the-board' },
      says: 'A number that grows whenever what is shown changes',
      async answer(_, { hierarchy }, ground) {
        const history = await ground.history()
        const importedAt = await ground.importedAt?.()
        return asJson({
          lastActionIndex: lastActionIndex(history, { hierarchy, importedAt, now: ground.now() }),
        })
      },
    },
    {
      ...{ method: 'GET', path: '/api/v3/alerts/regionHistory', lasts: 'a-minute', query: ['regionId'] },
      says: 'The last 25 alarms of a region, or of all',
      async answer({ query: { regionId } }, { hierarchy }, ground) {
        const asked = { hierarchy, languages: ground.languages, now: ground.now() }
        if (regionId === undefined || regionId === '')
          return asJson(latestHistory({ ...asked, history: await ground.history() }))
        const region = regionsOf(hierarchy).byId(regionId)
        return region === undefined
          ? noRegion
          : asJson(historyOf(region, { ...asked, history: await ground.history() }))
      },
    },
    {
      ...{ method: 'GET', path: '/api/v3/alerts/{regionId}', lasts: 'the-board' },
      says: 'One region and what it is under: a list of one',
      async answer({ params }, picture, ground) {
        const region = regionsOf(picture.hierarchy).byId(params['regionId']!)
        return region === undefined
          ? noRegion
          : asJson([alertRegion(region, picture, await ground.history(), ground)])
      },
    },
    {
      ...{ method: 'GET', path: '/api/v3/regions', lasts: 'the-board' },
      says: 'The tree of regions',
      answer: (_, { hierarchy }, { languages }) => asJson(regionTree(hierarchy, languages)),
    },
    {
      ...webhook,
      method: 'POST',
      says: 'Calls an address at every start and end; one address for each person whose key it is',
      answer: (call, _, { ports }) => putWebhook(call, ports.webhooks),
    },
    {
      ...webhook,
      method: 'PATCH',
      says: 'Another address for the calls',
      answer: (call, _, { ports }) => changeWebhook(call, ports.webhooks),
    },
    {
      ...webhook,
      method: 'DELETE',
      says: 'No more calls',
      answer: (call, _, { ports }) => dropWebhook(call, ports.webhooks),
    },
  ],
  calls: (notice, receiver, picture, ground) =>
    // What is said of one region says nothing of another.
    webhookCalls(notice, receiver, picture, ground).map((call) => ({
      text: JSON.stringify(call),
      key: String(call.regionId),
    })),
  ping: (at) => JSON.stringify(webhookPing(at)),
  refused,
  leftOut,
}
