/** What the main process and its stream processes say to each other. Bytes travel as they are. */
import type { Problem } from '#base'
import type { AreaFilter } from './area-filter.ts'
import type { LiveBatch } from './live-event.ts'
import type { Greeting } from './live-source.ts'
import type { LiveCounts, LiveLimits } from './live-limits.ts'
import type { EveryAnswer } from './live-response.ts'

export type Question =
  | { readonly ask: 'filter'; readonly codes: readonly string[] }
  | { readonly ask: 'head' }
  | { readonly ask: 'after'; readonly seq: number; readonly limit: number }
  | { readonly ask: 'board'; readonly filter: AreaFilter }

export type Answer =
  | { readonly filter: AreaFilter }
  | { readonly refused: Problem }
  | { readonly head: number }
  | { readonly batch: LiveBatch }
  | { readonly board: Greeting }
  | { readonly failed: string }

export type ToWorker =
  | {
      readonly say: 'start'
      readonly host: string
      readonly port: number
      /** Where the main process takes connections that are not for the stream. */
      readonly httpPath: string
      readonly every: EveryAnswer
      readonly proxies: readonly string[]
      readonly limits: LiveLimits
      /** What readers who come back will ask for; its end is the ledger's head. */
      readonly remembered: LiveBatch
    }
  | { readonly say: 'publish'; readonly batch: LiveBatch }
  | { readonly say: 'answer'; readonly number: number; readonly answer: Answer }
  | { readonly say: 'end-all' }
  | { readonly say: 'stop' }

export type ToMain =
  | { readonly say: 'listening'; readonly port: number }
  | { readonly say: 'cannot-listen'; readonly why: string }
  | { readonly say: 'question'; readonly number: number; readonly question: Question }
  | { readonly say: 'counts'; readonly counts: LiveCounts }
  | {
      readonly say: 'log'
      readonly level: 'info' | 'warn' | 'error'
      readonly message: string
      readonly why: string
    }
