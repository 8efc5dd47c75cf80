/**
 * The body of `POST /api/ecbe/v1/message`, as osmo-cbc reads it. Its schema files and its reader differ in places (the reader
 * wants `serial_nr_decoded` around a decoded serial number and an object around the payload's kind); what is written here is
 * what the reader takes. Payloads are always encoded: given as text, UCS-2 would go on the air under the coding of GSM-7.
 */
import { z } from 'zod'
import { geographicScopes, type Serial } from './serial.ts'
import { pageOctets } from './pages.ts'

export const messagePath = '/api/ecbe/v1/message'

const hexPage = z
  .string()
  .regex(new RegExp(`^([0-9a-fA-F]{2}){1,${pageOctets}}$`), 'must be up to 82 octets in hexadecimal')

/** What the simulator takes: the fields that the client uses, each within the reader's bounds. */
export const ecbeMessage = z.object({
  cbe_name: z.string(),
  category: z.enum(['normal', 'high_priority', 'background']).default('normal'),
  /** Mandatory although the schema file doesn't say so. */
  repetition_period: z.int().min(1).max(4095),
  /** 0 repeats until it is stopped. */
  num_of_bcast: z.int().min(0).max(65_535).default(0),
  /** The only scope there is: cells, location areas and tracking areas are not in the schema. */
  scope: z.object({ scope_plmn: z.looseObject({}) }),
  smscb_message: z.object({
    serial_nr: z.object({
      serial_nr_decoded: z.object({
        geo_scope: z.enum(geographicScopes),
        msg_code: z.int().min(0).max(1023),
        update_nr: z.int().min(0).max(15),
      }),
    }),
    message_id: z.int().min(0).max(65_535),
    payload: z.object({
      payload_encoded: z.object({ dcs: z.int().min(0).max(255), pages: z.array(hexPage).min(1).max(15) }),
    }),
  }),
})
export type EcbeMessage = z.output<typeof ecbeMessage>

export interface Broadcast {
  readonly cbeName: string
  readonly category: EcbeMessage['category']
  readonly repetitionPeriod: number
  readonly count: number
  readonly messageId: number
  readonly serial: Serial
  readonly dcs: number
  readonly pages: readonly string[]
}

export function ecbeBody(it: Broadcast): EcbeMessage {
  return {
    cbe_name: it.cbeName,
    category: it.category,
    repetition_period: it.repetitionPeriod,
    num_of_bcast: it.count,
    scope: { scope_plmn: {} },
    smscb_message: {
      serial_nr: {
        serial_nr_decoded: {
          geo_scope: it.serial.scope,
          msg_code: it.serial.code,
          update_nr: it.serial.update,
        },
      },
      message_id: it.messageId,
      payload: { payload_encoded: { dcs: it.dcs, pages: [...it.pages] } },
    },
  }
}
