/** Gives a connection that somebody has begun to read to an HTTP server, as if it had just been accepted. */
import type { Server as HttpServer } from 'node:http'
import type { Socket } from 'node:net'

/** Without listening itself, the server would watch over no connection: no time limit for heads, none idle to close. */
export function prepareForHandover(server: HttpServer): void {
  if (!server.listening) server.emit('listening')
}

export function handOverTo(server: HttpServer, socket: Socket, first: Buffer): void {
  // Flowing without a listener would lose what is put back.
  socket.pause()
  socket.unshift(first)
  server.emit('connection', socket)
  socket.resume()
}
