/** Every key and certificate that settings name, read and found good before anything is opened, and read again together. */
import { ok, refuse, type Clock, type KeptTls, type Log, type Result } from '#base'
import { keepTls } from '../base/tls-watch.node.ts'
import type { Config } from './config.ts'
import { prepareTls } from './tls-face.node.ts'

export interface AllTls {
  /** The server's own port. */
  readonly face: KeptTls | undefined
  /** The sirens’ broker inside the server. */
  readonly mqtt: KeptTls | undefined
  /** The way to a broker outside. */
  readonly broker: KeptTls | undefined
  /** The way to the publishers of feeds. */
  readonly peer: KeptTls | undefined
  /** Whether anything was named at all. */
  readonly named: 'something' | 'nothing'
  readAgain(): Promise<void>
  close(): void
}

export async function prepareAllTls(
  config: Config,
  around: { readonly clock: Clock; readonly log: Log },
): Promise<Result<AllTls>> {
  const misfit = misfitOf(config)
  if (misfit !== undefined) return refuse('server/bad-setting', misfit)
  const keep = (name: string, key: string, certificate: string, authorities: string, ca = 'CA') =>
    keepTls(
      {
        key: { setting: `${name}_KEY`, file: key },
        certificate: { setting: `${name}_CERTIFICATE`, file: certificate },
        authorities: { setting: `${name}_${ca}`, file: authorities },
      },
      around,
    )
  const { mqttTlsKey, mqttTlsCertificate, mqttTlsClientCa } = config
  const opened: KeptTls[] = []
  const [face, mqtt, broker, peer] = await Promise.all(
    [
      prepareTls(config, around),
      keep('TOCSIN_MQTT_TLS', mqttTlsKey, mqttTlsCertificate, mqttTlsClientCa, 'CLIENT_CA'),
      keep('TOCSIN_BROKER', config.brokerKey, config.brokerCertificate, config.brokerCa),
      keep('TOCSIN_PEER', config.peerKey, config.peerCertificate, config.peerCa),
    ].map(async (one) => {
      const kept = await one
      if (kept.ok && kept.value !== undefined) opened.push(kept.value)
      return kept
    }),
  )
  const close = () => {
    for (const one of opened) one.close()
  }
  for (const one of [face, mqtt, broker, peer])
    if (one?.ok === false) {
      close()
      return one
    }
  const value = (one: typeof face) => (one?.ok === true ? one.value : undefined)
  return ok({
    ...{ face: value(face), mqtt: value(mqtt), broker: value(broker), peer: value(peer), close },
    named: opened.length > 0 ? 'something' : 'nothing',
    async readAgain() {
      for (const one of opened) await one.readAgain()
    },
  })
}

/** Settings that would be ignored, or would open what they mean to close. */
function misfitOf(config: Config): { at: string; value: string; why: string } | undefined {
  const { broker, mqttHost, mqttTlsKey, mqttTlsClientCa } = config
  if (mqttTlsClientCa !== '' && mqttTlsKey === '')
    return {
      ...{ at: 'TOCSIN_MQTT_TLS_CLIENT_CA', value: mqttTlsClientCa },
      why: 'the broker speaks no TLS without TOCSIN_MQTT_TLS_KEY',
    }
  const own = mqttHost === 'localhost' || mqttHost === '::1' || /^127(\.\d+){3}$/.test(mqttHost)
  if (!own && mqttTlsClientCa === '')
    return {
      ...{ at: 'TOCSIN_MQTT_HOST', value: mqttHost },
      why: 'others than this machine get in with certificates only, and TOCSIN_MQTT_TLS_CLIENT_CA names no authority for them',
    }
  const named = [config.brokerKey, config.brokerCertificate, config.brokerCa].find((file) => file !== '')
  const brokers = [broker, config.readingsBroker, config.homeAssistantBroker]
  if (named !== undefined && !brokers.some((address) => address.startsWith('mqtts:')))
    return {
      ...{ at: 'TOCSIN_BROKER', value: broker.replace(/\/\/[^/]*@/, '//') },
      why: 'certificates for the broker need an mqtts:// address',
    }
  return undefined
}
