/** Peers that Debian packages: nginx with nchan, and nats-server's WebSocket; undefined where they aren't installed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Peer {
  readonly port: number
  readonly path: string
  readonly pids: readonly number[]
  /** Resolves with the time of the order, nanoseconds of the monotonic clock. */
  publish(text: string): number
  stop(): Promise<void>
}

const nchan = '/usr/lib/nginx/modules/ngx_nchan_module.so'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function connected(port: number): Promise<Socket> {
  for (let i = 0; ; i++) {
    const socket = connect(port, '127.0.0.1').setNoDelay()
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    if (open) return socket.on('error', () => {}).resume()
    if (i > 100) throw new Error(`nobody listens on ${port}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  await new Promise((resolve) => {
    child.once('exit', resolve)
    child.kill('SIGTERM')
  })
}

const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

export async function startNchan(workers: number): Promise<Peer | undefined> {
  if (!existsSync(nchan) || !existsSync('/usr/sbin/nginx')) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-nchan-'))
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  writeFileSync(
    file,
    `load_module ${nchan};
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes ${workers};
worker_rlimit_nofile 20000;
daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log warn;
events { worker_connections 19900; multi_accept on; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  keepalive_requests 100000;
  nchan_shared_memory_size 128M;
  server {
    listen 127.0.0.1:${port} backlog=4096 ${workers > 1 ? 'reuseport' : ''};
    location = /pub { nchan_publisher; nchan_channel_id t; nchan_message_buffer_length 10; }
    location = /sub { nchan_subscriber eventsource; nchan_channel_id t; nchan_subscriber_first_message newest; nchan_eventsource_ping_interval 0; }
  }
}
`,
  )
  const child = spawn('/usr/sbin/nginx', ['-c', file, '-p', folder], { stdio: 'inherit' })
  const publisher = await connected(port)
  return {
    port,
    path: '/sub',
    pids: childrenOf(child.pid as number),
    publish(text) {
      const body = Buffer.from(text)
      const at = Number(process.hrtime.bigint())
      publisher.write(
        `POST /pub HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\nContent-Type: text/plain\r\n\r\n${text}`,
      )
      return at
    },
    async stop() {
      publisher.destroy()
      await ended(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function startNats(): Promise<Peer | undefined> {
  if (!existsSync('/usr/sbin/nats-server')) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-nats-'))
  const [port, plain] = [await freePort(), await freePort()]
  const file = join(folder, 'nats.conf')
  writeFileSync(
    file,
    `listen: 127.0.0.1:${plain}
ping_interval: "10m"
websocket { listen: "127.0.0.1:${port}", no_tls: true }
`,
  )
  const child = spawn('/usr/sbin/nats-server', ['-c', file, '-l', join(folder, 'log')], { stdio: 'inherit' })
  const publisher = await connected(plain)
  publisher.write('CONNECT {"verbose":false}\r\n')
  await connected(port).then((socket) => socket.destroy())
  return {
    port,
    path: '/',
    pids: [child.pid as number],
    publish(text) {
      const at = Number(process.hrtime.bigint())
      publisher.write(`PUB t ${Buffer.byteLength(text)}\r\n${text}\r\n`)
      return at
    },
    async stop() {
      publisher.destroy()
      await ended(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
