import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NoticeId } from '#base'
import { drillNotice, frozenArea } from '../../../test/support/notices.ts'
import { channelAt, embeddedMeeting, joinSiren, sirenIn } from '../../../test/support/sirens.ts'

const never = new AbortController().signal
const everywhere = () => true

test('looking at whom an end would reach stops no siren and forbids none to sound', async () => {
  const meeting = await embeddedMeeting()
  const { channel, registry } = await channelAt(meeting, [sirenIn('elsewhere', 'far-1')])
  const siren = await joinSiren(registry, meeting, sirenIn('zadonsk', 'zadonsk-1'))
  try {
    const areas = [frozenArea('zadonsk')]
    const warning = drillNotice({ areas })
    const retraction = {
      ...drillNotice({ areas }),
      kind: 'retraction',
      revision: warning.revision + 5,
    } as const
    const end = { ...retraction, id: `${warning.alert}.${retraction.revision}` as NoticeId }
    const covers = (area: string) => area === 'zadonsk'
    const idsOf = (targets: readonly { readonly id: string }[]) => targets.map(({ id }) => id)
    assert.deepEqual(idsOf(await channel.foreseenTargets!(warning, covers)), ['zadonsk-1'])
    assert.deepEqual(await channel.foreseenTargets!(end, everywhere), [], 'nothing has sounded yet')
    // Had the end been noted, this would be refused as stopped.
    const [target] = await channel.targets(warning, covers)
    assert.equal((await channel.send(warning, target!, never)).kind, 'confirmed')
    assert.deepEqual(idsOf(await channel.foreseenTargets!(end, everywhere)), ['zadonsk-1'])
    assert.deepEqual(
      siren.obeyed.map(({ action }) => action),
      ['sound'],
    )
    assert.deepEqual(idsOf(await channel.targets(end, everywhere)), ['zadonsk-1'], 'the same as foreseen')
  } finally {
    await channel.close()
    await siren.connected.close()
    await meeting.close()
  }
})
