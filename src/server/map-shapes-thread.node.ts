/** The thread in which the map's shapes are drawn: a country takes a second, in which warnings must go out. It keeps nothing. */
import { parentPort, workerData } from 'node:worker_threads'
import type { FlatShapes } from './map-shapes.ts'
import { drawTopology } from './map-topology.node.ts'
import { pack } from './packed.node.ts'

parentPort?.postMessage(await pack(drawTopology(workerData as FlatShapes)))
