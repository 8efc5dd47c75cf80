import { test } from 'node:test'
import { absent } from '../../../test/support/absent.ts'
import { startMosquitto } from '../../../test/support/mosquitto.node.ts'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { channelAt, embeddedMeeting, joinSiren, sirenIn, type Meeting } from '../../../test/support/sirens.ts'
import { channelContract, type ChannelWorld } from '../channel.contract.ts'

async function worldAt(meeting: Meeting): Promise<ChannelWorld> {
  const { channel, registry } = await channelAt(meeting, [sirenIn('elsewhere', 'far-1')])
  const siren = await joinSiren(registry, meeting, sirenIn('zadonsk', 'zadonsk-1'))
  return {
    channel,
    notice: (overrides) => drillNotice({ areas: [frozenArea('zadonsk')], ...overrides }),
    behave(how) {
      siren.ways.how = how === 'drop' ? 'silence' : how
      if (how === 'drop') siren.ways.onObeyed = () => void meeting.fall()
    },
    received: () => siren.obeyed.map(({ notice = '', siren: target, mode }) => ({ notice, target, mode })),
    async close() {
      await channel.close()
      await siren.connected.close()
      await meeting.close()
    },
  }
}

channelContract('siren, on the embedded broker', async () => worldAt(await embeddedMeeting()))

const noMosquitto = absent('mosquitto')
if (noMosquitto === false) {
  channelContract('siren, on mosquitto', async () => {
    const mosquitto = await startMosquitto()
    return worldAt({ url: mosquitto.url, fall: mosquitto.kill, close: mosquitto.stop })
  })
} else {
  test('the channel siren, on mosquitto', { skip: noMosquitto }, () => {})
}
