/** The thread in which large or strange documents are checked and maps are drawn: it may be ended at any moment and keeps nothing. */
import { parentPort, workerData } from 'node:worker_threads'
import { drawCapMap } from '../web/cap-map.node.ts'
import { judge } from './cap-judge.node.ts'
import type { CapThreadAsk, CapThreadAnswer } from './cap-desk.node.ts'

const ask = workerData as CapThreadAsk
const verdict = await judge(ask.source, ask.profiles, ask.trust)
const answer: CapThreadAnswer = {
  verdict,
  map: ask.draw === 'map' ? await drawCapMap(verdict.messages) : undefined,
}
parentPort?.postMessage(answer)
