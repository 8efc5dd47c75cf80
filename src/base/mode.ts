/** Live, drill and test: fixed when an alert is drafted, written in every fact and notice, never converted. */
export type Mode = 'live' | 'drill' | 'test'

export const modes: readonly Mode[] = ['live', 'drill', 'test']
