/** What stands for a region as RSS 2.0, for feed readers. */
import { nameOf, type Area } from '#areas'
import type { Language } from '#base'
import { capTime, rssMediaType, writeCapRss } from '#cap'
import type { DialectAnswer, DialectGround, Picture } from '../dialect.ts'
import { standingNotice } from './messages.ts'
import { alertsAt } from './regions.ts'
import { capOf } from './warning.ts'

/** Where the picture's own address is not known in full nobody could follow it: that is a fault of the settings. */
export function rss(region: Area, key: string, picture: Picture, ground: DialectGround): DialectAnswer {
  const { languages, timeZone, sender, issuer } = ground
  const language = languages.includes('de') ? 'de' : (languages[0] ?? 'de')
  const known = ['de', ...languages] as Language[]
  const self = `${ground.baseUrl()}/api31/mowas/rss/${key}.rss`
  const written = writeCapRss(
    {
      ...{ id: self, self, alternate: `${ground.publicUrl()}/` },
      title: `Aktuelle Bevölkerungsschutz-Warnungen (${nameOf(region, ...known)})`,
      subtitle: `Aktuell vorliegende Warnmeldungen: ${nameOf({ names: issuer }, ...known)}`,
      author: sender,
      since: capTime(picture.shownAt, timeZone),
      entries: alertsAt(region, picture).map((alert) => {
        const notice = standingNotice(alert)
        const at = ground.publicUrl()
        return {
          message: capOf(notice, [], picture, ground),
          // What another sender said is published under their name, and found from our page.
          href: alert.content.relayed === undefined ? `${at}/v1/notices/${notice.id}.cap` : `${at}/`,
        }
      }),
    },
    language,
  )
  if (!written.ok) throw new Error(`the feed can’t be written: ${written.problem.code}`)
  return { status: 200, type: `${rssMediaType}; charset=utf-8`, body: written.value }
}
