import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { priorityQueue } from './priority-queue.ts'

test('a priority queue hands out what was put in, in order, whenever it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: 'pop' as const })), (steps) => {
      const queue = priorityQueue<number>((a, b) => a < b)
      const model: number[] = []
      for (const step of steps) {
        if (step !== 'pop') {
          queue.push(step)
          model.push(step)
          continue
        }
        model.sort((a, b) => a - b)
        assert.equal(queue.peek(), model[0])
        assert.equal(queue.pop(), model.shift())
      }
      assert.equal(queue.size, model.length)
    }),
    { seed: 7 },
  )
})
