/** What can be heard, each with a sound of its own. */
export const heardKinds = ['issued', 'waiting', 'report', 'flagged', 'ended', 'lost'] as const
export type HeardKind = (typeof heardKinds)[number]
