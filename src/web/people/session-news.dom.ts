/** What one tab learns of the session, told to the others of this browser: signed in, stayed, signed out. */
import type { SessionAnswer } from './ways-in.dom.ts'

const channel = new BroadcastChannel('tocsin-session')

export function tellTabs(session: SessionAnswer): void {
  channel.postMessage(session)
}

export function hearTabs(listen: (session: SessionAnswer) => void): void {
  channel.addEventListener('message', ({ data }) => listen(data as SessionAnswer))
}
