/** Opens calls that say a text: through a gateway by template. A call wakes people, so that only what sounds sirens makes one. */
import type { ChannelOpener } from '../opener.ts'
import { gatewayAt } from '../gateway/read-gateway.node.ts'
import { lineDesk, type LineDesk } from '../line/line-desk.ts'
import { readyListed } from '../line/ready-listed.ts'

export const openVoice: ChannelOpener<LineDesk> = async (around) => {
  const { settings } = around
  if ((settings.voiceGateway ?? '') === '') return readyListed(around, lineDesk('voice', 'none'), undefined)
  const desk = lineDesk('voice', 'gateway')
  return readyListed(around, desk, {
    carrier: await gatewayAt(settings.voiceGateway!, 'voice', desk, around),
    fit: (texts) => texts['360'],
    ...{ concurrency: 16, carries: 'sounding-levels' },
  })
}
