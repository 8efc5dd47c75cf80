/** The door to what draws a page and needs nothing else: it runs in a service worker, where no map and no board is. */
export * from '../fill.ts'
export * from '../html.ts'
