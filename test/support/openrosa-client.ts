/**
 * A client that does step by step what ODK Collect does (collect 2026: OpenRosaClient, OkHttpConnection, SubmissionChunker): asks
 * without a password first and again with Basic when it is challenged, lists, compares MD5, fetches, asks with HEAD how much may come
 * at once, then posts the document with as many files as fit, again and again until all are there.
 */
import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { findingsIn, readXml } from '#cap/reader'
import { childrenOf, textOf, type XmlElement } from '#cap'

export interface Listed {
  readonly formID: string
  readonly name: string
  readonly version: string
  readonly hash: string
  readonly downloadUrl: string
}

export interface Filled {
  readonly xml: string
  readonly files: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[]
}

export interface Posted {
  readonly status: number
  readonly message: string
}

export interface OpenRosaClient {
  /** Every request it made: method and path, with the status. */
  readonly asked: readonly string[]
  list(): Promise<readonly Listed[]>
  fetchForm(listed: Listed): Promise<string>
  /** Answers of each request of one submission, in order. `mostBytes` overrides what the server says. */
  send(filled: Filled, mostBytes?: number): Promise<readonly Posted[]>
}

const listNamespace = 'http://openrosa.org/xforms/xformsList'

export function openRosaClient(url: string, password: string, username = 'assessor'): OpenRosaClient {
  const asked: string[] = []
  let challenged: 'not-yet' | 'basic' = 'not-yet'
  const request = async (method: string, address: string, body?: FormData): Promise<Response> => {
    const headers = {
      'user-agent': 'org.odk.collect.android/v2026.2.4 Dalvik/2.1.0',
      'x-openrosa-version': '1.0',
      date: new Date().toUTCString(),
      ...(challenged === 'basic'
        ? { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` }
        : {}),
    }
    const answer = await fetch(address, { method, headers, ...(body === undefined ? {} : { body }) })
    asked.push(`${method} ${new URL(address).pathname} ${answer.status}`)
    if (answer.status !== 401 || challenged === 'basic') return answer
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic /)
    challenged = 'basic'
    return request(method, address, body)
  }
  const xmlOf = async (answer: Response): Promise<XmlElement> => {
    assert.equal(answer.headers.get('x-openrosa-version'), '1.0')
    assert.match(answer.headers.get('content-type') ?? '', /^text\/xml/)
    const text = await answer.text()
    const found = findingsIn(text)
    const root = readXml(text, found)
    assert.ok(root !== undefined && found.errors === 0, text)
    return root
  }
  return {
    asked,
    async list() {
      const answer = await request('GET', `${url}/openrosa/formList?deviceID=collect%3Atest`)
      assert.equal(answer.status, 200, await answer.clone().text())
      const root = await xmlOf(answer)
      assert.equal(root.name, 'xforms')
      assert.equal(root.namespace, listNamespace)
      return childrenOf(root).map((one) => {
        assert.equal(one.name, 'xform')
        const fields = childrenOf(one).map((each) => {
          assert.equal(each.namespace, listNamespace)
          return [each.name, textOf(each)]
        })
        return Object.fromEntries(fields) as Listed
      })
    },
    async fetchForm({ downloadUrl, hash: said }) {
      const answer = await request('GET', `${downloadUrl}?deviceID=collect%3Atest`)
      assert.equal(answer.status, 200)
      const text = await answer.text()
      assert.equal(said, `md5:${hash('md5', text, 'hex')}`)
      return text
    },
    async send({ xml, files }, mostBytes) {
      const address = `${url}/openrosa/submission?deviceID=collect%3Atest`
      const head = await request('HEAD', address)
      assert.equal(head.status, 204)
      const location = head.headers.get('location') ?? ''
      assert.equal(new URL(location).host, new URL(url).host)
      const most = mostBytes ?? Number(head.headers.get('x-openrosa-accept-content-length'))
      const answers: Posted[] = []
      let at = 0
      do {
        const form = new FormData()
        form.append('xml_submission_file', new Blob([xml], { type: 'text/xml' }), 'filled.xml')
        let bytes = xml.length
        for (; at < files.length; at++) {
          const { name, type, bytes: content } = files[at]!
          form.append(name, new Blob([Uint8Array.from(content)], { type }), name)
          bytes += content.length
          if (at + 1 < files.length && bytes + files[at + 1]!.bytes.length > most) {
            form.append('*isIncomplete*', 'yes')
            at++
            break
          }
        }
        const answer = await request('POST', `${location}?deviceID=collect%3Atest`, form)
        const text = await answer.text()
        const message = /<message[^>]*>([^<]*)</.exec(text)?.[1] ?? text
        answers.push({ status: answer.status, message })
        if (answer.status !== 201 && answer.status !== 202) return answers
      } while (at < files.length)
      return answers
    },
  }
}

/** The form's own empty instance with these answers in it, as a client writes it: every element of it, empty or not. */
export function filledIn(
  xform: string,
  answers: { readonly [path: string]: string },
  ids: { readonly instance: string; readonly deprecated?: string },
): string {
  const instance = /<instance>\s*([^]*?)\s*<\/instance>/.exec(xform)![1]!
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const meta = `<instanceID>${ids.instance}</instanceID>${ids.deprecated === undefined ? '' : `<deprecatedID>${ids.deprecated}</deprecatedID>`}`
  let written = instance.replace('<instanceID/>', meta)
  for (const [path, value] of Object.entries(answers)) {
    const [outer, inner] = path.split('/') as [string, string?]
    const before = written
    written =
      inner === undefined
        ? written.replace(`<${outer}/>`, `<${outer}>${escaped(value)}</${outer}>`)
        : written.replace(
            new RegExp(`(<${outer}>[^]*?)<${inner}/>`),
            (_, head: string) => `${head}<${inner}>${escaped(value)}</${inner}>`,
          )
    assert.notEqual(written, before, `the form has no ${path}`)
  }
  return `<?xml version='1.0' ?>${written}`
}
