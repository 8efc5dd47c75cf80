/** Opens short messages: through an SMSC by SMPP, or through a gateway by template. */
import { randomInt } from 'node:crypto'
import type { ChannelOpener } from '../opener.ts'
import { gatewayAt } from '../gateway/read-gateway.node.ts'
import { lineDesk, type LineDesk } from '../line/line-desk.ts'
import { readyListed } from '../line/ready-listed.ts'
import { fitParts } from './fit.ts'
import { smppCarrier } from './smpp-carrier.smpp.ts'
import { readSmppUrl } from './smpp-url.ts'

export const openSms: ChannelOpener<LineDesk> = async (around) => {
  const { clock, log, settings } = around
  const most = settings.smsParts ?? 4
  const fit = (texts: Parameters<typeof fitParts>[0]) => fitParts(texts, most)
  const address = readSmppUrl(settings.smpp ?? '')
  if (address !== undefined) {
    const window = settings.smppWindow ?? 10
    const carrier = () =>
      smppCarrier({
        ...{ address, clock, report: log, window, perSecond: settings.smppRate ?? 0 },
        ...{ from: settings.smsFrom ?? '', firstReference: randomInt(256), mostParts: 2 * most },
      })
    return readyListed(around, lineDesk('sms', 'smpp'), { carrier, fit, concurrency: 2 * window })
  }
  if ((settings.smsGateway ?? '') === '') return readyListed(around, lineDesk('sms', 'none'), undefined)
  const desk = lineDesk('sms', 'gateway')
  const carrier = await gatewayAt(settings.smsGateway!, 'sms', desk, around)
  return readyListed(around, desk, { carrier, fit, concurrency: 16 })
}
