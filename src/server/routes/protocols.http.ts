/** Protocols over HTTP: taken in with every fault at its place, as a file and as a form that say the same, in every version. */
import { z } from 'zod'
import { ok, refuse, type Json } from '#base'
import { writeProtocol, type ProtocolGround, type ProtocolId } from '#response'
import { byCaller } from '../ordered-by.ts'
import type { ProtocolBook } from '../protocol-book.ts'
import { fileOf, protocolView, viewOfProtocol } from '../protocol-shapes.ts'
import type { Routes } from '../route.http.ts'
import { instantOut } from '../schemas.ts'
import type { System } from '../system.ts'

const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const fault = z.object({
  line: z.number().int(),
  column: z.number().int(),
  at: z.string(),
  code: z.string(),
  values: z.record(z.string(), z.string()),
  says: z.string(),
  advice: z.string(),
})
const text = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(512 * 1024)
    .describe('YAML; JSON is YAML too, as a form writes it'),
})

export function protocolRoutes(routes: Routes, system: System, book: ProtocolBook): void {
  const { authority, particulars } = system
  const nameOf = (id: string) => particulars.of(id as never)?.name ?? null
  const head = { tag: 'duty' } as const
  const ground = (): ProtocolGround => ({
    languages: authority.languages,
    hasThreat: (id) => system.book.threat(id as never) !== undefined,
    hasLevel: (id) =>
      system.book
        .ladders()
        .some((ladder) =>
          ladder.levels.some((level) => id === level.id || id === `${ladder.id}/${level.id}`),
        ),
    hasAuthority: (id) => system.people.registry.authorities.has(id as never),
    hasArea: (code) => system.areas.hierarchy().get(code as never) !== undefined,
  })
  const read = async ({ text: yaml }: z.output<typeof text>) => {
    // Loaded with the first file: nothing that warns needs it.
    const { readProtocolFile } = await import('../../response/protocol/protocol-yaml.node.ts')
    return readProtocolFile(yaml, ground())
  }
  const yamlOf = async (form: Json) => {
    const { yamlWritten } = await import('../../response/protocol/protocol-yaml.node.ts')
    return yamlWritten(form)
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocols', action: 'alert.read', ...head },
      summary: 'The protocols, each in its newest version',
      answer: z.object({ protocols: z.array(protocolView), languages: z.array(z.string()) }),
    },
    () =>
      ok({
        protocols: book.newest().map((kept) => viewOfProtocol(kept, nameOf)),
        languages: [...authority.languages],
      }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocols/:id', action: 'alert.read', ...head },
      summary: 'One protocol as a form and as a file; the newest version, or the one asked for',
      params: z.object({ id: key }),
      query: z.object({ version: z.coerce.number().int().min(1).optional() }),
      answer: z.object({
        ...{ protocol: protocolView, form: z.looseObject({}), yaml: z.string() },
        versions: z
          .array(
            z.object({
              version: z.number().int(),
              changedAt: instantOut,
              changedByName: z.string().nullable(),
            }),
          )
          .describe('The newest first'),
      }),
    },
    async ({ params: { id }, query: { version } }) => {
      const kept = book.get(id as ProtocolId, version)
      if (kept === undefined) return refuse('response/unknown-protocol', { protocol: id })
      const { protocolYaml } = await import('../../response/protocol/protocol-yaml.node.ts')
      const versions = book.versions(id as ProtocolId).toReversed()
      return ok({
        ...{ protocol: viewOfProtocol(kept, nameOf), form: fileOf(kept), yaml: protocolYaml(kept.protocol) },
        versions: versions.map(({ protocol: { version }, at, by }) => ({
          ...{ version, changedAt: at, changedByName: nameOf(by) },
        })),
      })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/protocols/check', action: 'alert.read', ...head },
      summary: 'What is wrong with a protocol, each fault with its line and column; it is not taken in',
      ...{ body: text, bodyLimit: 1024 * 1024, mostAtOnce: 4 },
      answer: z.object({
        faults: z.array(fault),
        protocol: z.string().nullable(),
        form: z.unknown().describe('What was read, as a form takes it; null where it can’t be read at all'),
        yaml: z.string().nullable().describe('The same, as the readable file'),
      }),
    },
    async ({ body }) => {
      const it = await read(body)
      if ('protocol' in it) {
        const form = writeProtocol({ ...it.protocol })
        return ok({ faults: [], protocol: it.protocol.id, form, yaml: await yamlOf(form) })
      }
      const { plainlyRead } = await import('../../response/protocol/protocol-yaml.node.ts')
      const form = plainlyRead(body.text)
      const yaml = form === null ? null : await yamlOf(form)
      return ok({ faults: [...it.faults], protocol: null, form, yaml })
    },
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/protocols/:id', action: 'texts.manage', needs: 'the-writer', ...head },
      proof: 'fresh',
      summary: 'Take a protocol in; what runs keeps the version with which it began',
      ...{ params: z.object({ id: key }), body: text, bodyLimit: 1024 * 1024, mostAtOnce: 4 },
      answer: z.object({ protocol: protocolView }),
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const may = allowed({ areas: authority.areas })
      if (!may.ok) return may
      const it = await read(body)
      if ('faults' in it) {
        const [first] = it.faults
        return refuse('response/protocol-malformed', {
          ...{ at: first!.at, line: first!.line, why: first!.says, faults: it.faults as unknown as Json },
        })
      }
      if (it.protocol.id !== id) return refuse('response/other-protocol', { protocol: it.protocol.id })
      const put = await book.put(it.protocol, byCaller(caller), system)
      return put.ok ? ok({ protocol: viewOfProtocol(put.value, nameOf) }) : put
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/protocols/:id', action: 'texts.manage', needs: 'the-writer', ...head },
      summary: 'Let nothing start by a protocol any more; what runs goes on, and its versions stay',
      ...{ params: z.object({ id: key }), answer: z.object({ protocol: protocolView }) },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = allowed({ areas: authority.areas })
      if (!may.ok) return may
      const retired = await book.retire(id as ProtocolId, byCaller(caller), system)
      return retired.ok ? ok({ protocol: viewOfProtocol(retired.value, nameOf) }) : retired
    },
  )
}
