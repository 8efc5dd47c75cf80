/** The stylesheets that make published XML readable in a browser: one for each mode, so that a drill can't look like the real thing. */
import { readFileSync } from 'node:fs'
import type { Mode } from '#base'
import { compactStyle } from './assets.node.ts'

/** What stands over everything, and the frame around it: the same as on every page of ours. */
const banners: { readonly [mode in Mode]: string } = {
  live: `
    :root::before { content: 'Public warning'; background: var(--ink); color: var(--ground) }`,
  drill: `
    :root::before {
      content: 'EXERCISE · This is a drill. There is no real danger, and nothing to do for those who don’t take part.';
      background: #1646b8; color: #fff
    }
    :root::after {
      content: ''; border: 8px solid;
      border-image: repeating-linear-gradient(45deg, var(--drill) 0 9px, var(--drill-2) 9px 18px) 8
    }`,
  test: `
    :root::before {
      content: 'TEST · This tests equipment. There is no danger, and nothing to do.';
      background: #4d5761; color: #fff
    }
    :root::after { content: ''; border: 8px dotted var(--test) }`,
}

/** Throws when the installation is incomplete. */
export function messageStyles(): { readonly [mode in Mode]: string } {
  const read = (name: string) => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8')
  const [message, page] = [read('message.css'), read('page.css')]
  // The house's colours are said once, at the head of the pages' style.
  const colours = page.slice(page.indexOf(':root'), page.indexOf('\n* {'))
  // Namespaces have to come before every rule (CSS Namespaces §2).
  const head = message.slice(0, message.indexOf(':root'))
  const body = message.slice(head.length)
  const style = (mode: Mode) => compactStyle(`${head}${colours}${body}${banners[mode]}`)
  return { live: style('live'), drill: style('drill'), test: style('test') }
}
