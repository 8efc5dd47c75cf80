/** The forms of an installation, every version of them: what was begun with one is read by that one. The shipped form is there from the beginning. */
import { oneAfterAnother, ok, refuse, type ActorId, type Instant, type Json, type Result } from '#base'
import type { Form, FormId, ReadForm } from '#damage'
import type { OrderedBy } from './ordered-by.ts'
import { readText } from './shipped-files.fs.ts'
import type { System } from './system.ts'

const collection = 'assessment-forms'
export const formStream = 'forms'
const shippedFile = 'packs/forms/damage-assessment.yaml'

export interface KeptForm {
  readonly form: Form
  /** Nobody begins with a retired one any more; what was begun with it is taken. */
  readonly state: 'in-use' | 'retired'
  /** Nobody: it came with the product. */
  readonly by: ActorId | null
  readonly at: Instant | null
}

export interface FormBook {
  /** The newest version of each, in the order of their ids. */
  newest(): Promise<readonly KeptForm[]>
  get(id: string, version?: number): Promise<KeptForm | undefined>
  /** The same again stays the version that it is. */
  put(read: ReadForm, by: OrderedBy): Promise<Result<KeptForm>>
  retire(id: string, by: OrderedBy): Promise<Result<KeptForm>>
}

/** Read from the shelf each time: it is seldom asked for, and another server may have changed it. */
export function openFormBook({
  shelf,
  clock,
  config,
  note,
}: Pick<System, 'shelf' | 'clock' | 'config' | 'note'>): FormBook {
  let shipped: Promise<KeptForm> | undefined
  const all = async (): Promise<ReadonlyMap<string, readonly KeptForm[]>> => {
    const versions = new Map<string, KeptForm[]>()
    const first = await (shipped ??= shippedForm())
    versions.set(first.form.id, [first])
    for (const { document } of await shelf.list(collection)) {
      const one = document as unknown as KeptForm
      const { id, version } = one.form
      versions.set(id, [...(versions.get(id) ?? []).filter(({ form }) => form.version !== version), one])
    }
    for (const those of versions.values()) those.sort((a, b) => a.form.version - b.form.version)
    return versions
  }
  /** One after the other: two at once would be the same version. */
  const inTurn = oneAfterAnother()
  /** On the shelf before the fact, and taken from it again where the fact was not. */
  const keep = async (one: KeptForm, type: string, by: OrderedBy): Promise<Result<KeptForm>> => {
    const { id, version, hash, fields } = one.form
    const key = `${id}@${version}`
    const before = await shelf.get(collection, key)
    await shelf.put(collection, [{ key, document: one as unknown as Json }])
    const data = { form: id, version, hash, fields: fields.length }
    const fact = await note({ stream: formStream, type, ...by, mode: config.mode, data })
    if (fact !== undefined) return ok(one)
    if (before === undefined) await shelf.remove(collection, [key])
    else await shelf.put(collection, [{ key, document: before }])
    return refuse('ledger/cannot-write', { why: 'it was not taken' })
  }
  return {
    newest: async () => {
      const versions = await all()
      return [...versions.keys()].toSorted().map((id) => versions.get(id)!.at(-1)!)
    },
    async get(id, version) {
      const versions = (await all()).get(id)
      return version === undefined ? versions?.at(-1) : versions?.find(({ form }) => form.version === version)
    },
    put: (read, by) =>
      inTurn(async () => {
        const before = (await all()).get(read.id)?.at(-1)
        if (before?.form.hash === read.hash && before.state === 'in-use') return ok(before)
        const form: Form = { ...read, version: (before?.form.version ?? 0) + 1 }
        return keep({ form, state: 'in-use', by: by.by, at: clock.now() }, 'form-imported', by)
      }),
    retire: (id, by) =>
      inTurn(async () => {
        const before = (await all()).get(id as FormId)?.at(-1)
        if (before === undefined) return refuse('damage/unknown-form', { form: id })
        if (before.state === 'retired') return ok(before)
        return keep({ ...before, state: 'retired' }, 'form-retired', by)
      }),
  }
}

/** Throws where the installation is incomplete. */
async function shippedForm(): Promise<KeptForm> {
  // Loaded when a form is first asked for: nothing that warns needs it.
  const { readFormFile } = await import('../damage/form/form-yaml.node.ts')
  const text = await readText(shippedFile)
  const read = text.ok ? readFormFile(text.value) : undefined
  if (read === undefined || 'faults' in read)
    throw new Error(`${shippedFile}: ${read?.faults[0]?.says ?? 'it can’t be read'}`)
  return { form: { ...read.form, version: 1 }, state: 'in-use', by: null, at: null }
}
