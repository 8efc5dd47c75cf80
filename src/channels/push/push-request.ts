/** One message to one push service, as whoever sends many sees it. */
import type { PushAnswer } from './answer.ts'
import type { PushHeaders } from './message.ts'
import type { PushKeys } from './subscription.ts'

/** How a try is called off. */
export interface CallingOff {
  /** It is stopped: whatever is not handed over yet must not go out. What is on the wire may have its answer. */
  readonly stopped: AbortSignal
  /** It is given up, wherever it is. */
  readonly givenUp: AbortSignal
  /** Called when it is encrypted and goes out: patience begins only now, so that a busy machine takes nobody for dead. */
  readonly goesOut?: () => void
}

export interface PushRequests {
  /** One try. Never throws; called off before anything was handed over, it says so. */
  post(
    to: { readonly endpoint: string; readonly keys: PushKeys | null },
    text: string,
    headers: PushHeaders,
    off: CallingOff,
  ): Promise<PushAnswer>
  close(): void
}
