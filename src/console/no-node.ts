/** Stands in the browser for what only the server has: whoever comes to use it is told at once. */
function notHere(): never {
  throw new Error('this is only done on the server')
}
export const hash = notHere
export const Buffer = notHere
export const transcode = notHere
