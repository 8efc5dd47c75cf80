import { describe, test } from 'node:test'
import { doubted, undoubted } from '../../../test/support/doubting.ts'

describe('the colour of a text', () => {
  test('louder or softer than its facts is doubted', () => {
    doubted('A massive attack hit the city. Two drones were shot down.', 'exaggeration', 'massive attack')
    doubted('Над городом раздались громкие хлопки.', 'euphemism', 'хлопки')
    undoubted('A massive attack hit the city: 80 drones and 12 missiles.')
    undoubted('Урожай хлопка вырос вдвое.')
  })
  test('of a witness without a name is doubted', () => {
    doubted('“It was hell,” a resident said, her voice trembling.', 'implausible-witness', 'voice trembling')
    undoubted('“We heard two bangs,” a resident said.')
  })
})
