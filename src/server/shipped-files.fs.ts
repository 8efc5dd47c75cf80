/** Reads the files that an installation names or that are shipped with the product: texts, and the file that says who warns. */
import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ok, parseJson, refuse, type Result } from '#base'
import { parseAuthority, type Authority } from './authority.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Reads the file that says who warns; a relative path is one of the shipped files. */
export async function readAuthority(file: string): Promise<Result<Authority>> {
  const text = await readText(file)
  if (!text.ok) return text
  const json = parseJson(text.value)
  return json.ok
    ? parseAuthority(json.value)
    : refuse('server/bad-authority', { at: file, why: String(json.problem.details['why']) })
}

/** UTF-8; a relative path is one of the shipped files. */
export async function readText(file: string): Promise<Result<string>> {
  try {
    return ok(await readFile(place(file), 'utf8'))
  } catch (error) {
    return refuse('server/cannot-read', {
      file,
      why: (error as NodeJS.ErrnoException).code ?? (error as Error).message,
    })
  }
}

/** Paths of shipped files are relative to the project, wherever the server was started. */
export function place(path: string): string {
  return isAbsolute(path) ? path : join(root, path)
}
