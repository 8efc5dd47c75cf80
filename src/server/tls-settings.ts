/** The settings of everything that is encrypted: the TLS port, the sirens’ broker, the peers that feeds come from. */
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)

/** A part of the table in config.ts. */
export const tlsSettings = {
  tlsKey: {
    variable: 'TOCSIN_TLS_KEY',
    schema: z.string(),
    fallback: '',
    means:
      'File of the private key (PEM) of the TLS port; empty has no TLS port. Files of keys and certificates are read again when they change, and at SIGHUP.',
  },
  tlsCertificate: {
    variable: 'TOCSIN_TLS_CERTIFICATE',
    schema: z.string(),
    fallback: '',
    means: 'File of the certificate for that key (PEM), with the intermediate ones after it.',
  },
  tlsPort: {
    variable: 'TOCSIN_TLS_PORT',
    schema: port,
    fallback: '8443',
    means: 'Port of the web pages, the API and the live stream over TLS; 0 takes a free one.',
  },
  tlsRedirectPort: {
    variable: 'TOCSIN_TLS_REDIRECT_PORT',
    schema: z.union([z.literal(''), port]),
    fallback: '',
    means:
      'Plain port, 80 as a rule, that sends browsers on to the TLS port and answers nothing else; empty has none.',
  },
  clientCa: {
    variable: 'TOCSIN_CLIENT_CA',
    schema: z.string(),
    fallback: '',
    means:
      'File of the authorities (PEM) whose client certificates count on the TLS port; empty asks nobody for one.',
  },
  clientCertificates: {
    variable: 'TOCSIN_CLIENT_CERTIFICATES',
    schema: z.enum(['may', 'must']),
    fallback: 'may',
    means: 'Whether clients of the TLS port may show a certificate of those authorities, or must.',
  },
  brokerKey: {
    variable: 'TOCSIN_BROKER_KEY',
    schema: z.string(),
    fallback: '',
    means: 'File of the private key (PEM) that this server proves itself with at a broker of `mqtts://`.',
  },
  brokerCertificate: {
    variable: 'TOCSIN_BROKER_CERTIFICATE',
    schema: z.string(),
    fallback: '',
    means: 'File of the certificate for that key (PEM).',
  },
  brokerCa: {
    variable: 'TOCSIN_BROKER_CA',
    schema: z.string(),
    fallback: '',
    means:
      'File of the authorities (PEM) that the certificate of the broker must come from; empty takes the usual ones.',
  },
  mqttHost: {
    variable: 'TOCSIN_MQTT_HOST',
    schema: z.string().min(1),
    fallback: '127.0.0.1',
    means:
      'Address that the embedded MQTT broker listens on; any but this machine’s own needs `TOCSIN_MQTT_TLS_CLIENT_CA`.',
  },
  mqttTlsKey: {
    variable: 'TOCSIN_MQTT_TLS_KEY',
    schema: z.string(),
    fallback: '',
    means: 'File of the private key (PEM) of the embedded broker; with it the broker speaks TLS only.',
  },
  mqttTlsCertificate: {
    variable: 'TOCSIN_MQTT_TLS_CERTIFICATE',
    schema: z.string(),
    fallback: '',
    means: 'File of the certificate for that key (PEM).',
  },
  mqttTlsClientCa: {
    variable: 'TOCSIN_MQTT_TLS_CLIENT_CA',
    schema: z.string(),
    fallback: '',
    means:
      'File of the authorities (PEM) that certify sirens: only a client whose certificate names a registered siren gets in.',
  },
  peerKey: {
    variable: 'TOCSIN_PEER_KEY',
    schema: z.string(),
    fallback: '',
    means: 'File of the private key (PEM) that this server proves itself with where it fetches feeds.',
  },
  peerCertificate: {
    variable: 'TOCSIN_PEER_CERTIFICATE',
    schema: z.string(),
    fallback: '',
    means: 'File of the certificate for that key (PEM).',
  },
  peerCa: {
    variable: 'TOCSIN_PEER_CA',
    schema: z.string(),
    fallback: '',
    means:
      'File of authorities (PEM) that publishers of feeds may have their certificates from, beside the usual ones.',
  },
} as const
