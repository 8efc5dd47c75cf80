import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import type { NoticeId } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import { channelContract, type ChannelWorld } from '../channel.contract.ts'
import type { Outcome } from '../channel.ts'
import { inProcessChannel } from './in-process-channel.ts'

channelContract('in-process', async (): Promise<ChannelWorld> => {
  const received: { notice: string; target: string; mode: Notice['mode'] }[] = []
  let how: Parameters<ChannelWorld['behave']>[0] = 'confirm'
  let count = 0
  const channel = inProcessChannel({
    modes: ['drill', 'test'],
    targets: [
      { id: 'desk', areas: 'everywhere' },
      { id: 'zadonsk', areas: ['gn:467120' as AreaCode] },
      { id: 'terbuny', areas: ['gn:482803' as AreaCode] },
    ],
    receive(notice, target, _signal, arrival): Outcome | Promise<Outcome> {
      if (how === 'refuse') return { kind: 'refused', problem: 'bell/engaged', retry: 'later' }
      if (arrival === 'first') received.push({ notice: notice.id, target: target.id, mode: notice.mode })
      if (how === 'silence') return new Promise(() => {})
      return how === 'drop'
        ? { kind: 'unknown', problem: 'bell/line-dropped' }
        : { kind: 'confirmed', by: 'device' }
    },
  })
  return {
    channel,
    notice: (overrides) => drillNotice({ id: `alert-000001.${++count}` as NoticeId, ...overrides }),
    behave: (as) => void (how = as),
    received: () => received,
    close: () => channel.close(),
  }
})
