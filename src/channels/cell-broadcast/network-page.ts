/** The simulated network as one page: what is on the air, and every phone with what it shows, marked as a simulation all over. */
import type { MessageClass } from './message-id.ts'
import { readSerial } from './serial.ts'
import type { NetworkState, Shown } from './simulated-network.ts'

/** As phones head them; the class decides, not the text. */
const headings: { readonly [of in MessageClass | 'unknown']: string } = {
  presidential: 'Emergency alert',
  extreme: 'Emergency alert: extreme',
  severe: 'Emergency alert: severe',
  exercise: 'Emergency alert: exercise',
  test: 'Emergency alert: test',
  unknown: 'Cell broadcast',
}

export function networkPage(state: NetworkState): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>Simulation · cell broadcast</title>
<style>${style}</style>
</head>
<body>
<p class="simulated">Simulation: no network, no phones, nobody is warned</p>
<main>
<h1>Cell broadcast, simulated</h1>
<p>${escaped(state.at)} · ${state.cells.length} cells · ${state.phones.filter(({ cell }) => cell !== undefined).length} of ${state.phones.length} phones in coverage</p>
<section><h2>On the air</h2>${onAir(state)}</section>
<section><h2>Phones</h2><div class="phones">${state.phones.map((phone) => phoneCard(phone, state.cells)).join('')}</div></section>
<section><h2>Orders to the centre</h2><ol class="orders">${state.orders
    .toReversed()
    .slice(0, 12)
    .map(
      ({ at, order, answer }) =>
        `<li><time>${escaped(at.slice(11, 19))}</time> ${escaped(order)} → ${answer}</li>`,
    )
    .join('')}</ol></section>
</main>
</body>
</html>
`
}

function onAir({ onAir: all }: NetworkState): string {
  if (all.length === 0) return '<p>Nothing.</p>'
  const rows = all.map(
    (it) =>
      `<tr><td>${it.messageId}</td><td>${serialSaid(it.serial)}</td><td>${it.pages} × 82 octets, coding 0x${it.dcs.toString(16).padStart(2, '0')}</td><td>every ${it.repetitionPeriod}, sent ${it.broadcasts} of ${it.of === 0 ? 'no end' : it.of}</td><td>${escaped(it.cbeName)}, ${escaped(it.category)}</td></tr>`,
  )
  return `<div class="wide"><table><thead><tr><th>Identifier</th><th>Serial number</th><th>Pages</th><th>Repetition</th><th>From</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function phoneCard(phone: NetworkState['phones'][number], cells: readonly string[]): string {
  const where = phone.cell === undefined ? 'no coverage' : `cell ${phone.cell}`
  const places = [...cells, '']
    .map((cell) => {
      const here = (phone.cell ?? '') === cell
      return `<button name="cell" value="${escaped(cell)}" aria-label="${cell === '' ? 'Out of coverage' : `To cell ${escaped(cell)}`}"${here ? ' disabled' : ''}>${cell === '' ? 'off' : escaped(cell)}</button>`
    })
    .join('')
  return `<article class="phone${phone.cell === undefined ? ' away' : ''}">
<header><span>${escaped(phone.name)}</span><span>${escaped(where)}</span></header>
<div class="screen"><p class="mark">Simulation</p>${phone.screen.length === 0 ? '<p class="empty">No alerts</p>' : phone.screen.slice(0, 4).map(shownCard).join('')}</div>
<footer>rang ${phone.rang} × · tests ${phone.tests}</footer>
<form method="post" action="/phones/${encodeURIComponent(phone.id)}">${places}</form>
</article>`
}

function shownCard(shown: Shown): string {
  // Each language by itself: one of them may be written from the right.
  const said = shown.text
    .split('\n\n')
    .map((part) => `<p dir="auto">${escaped(part)}</p>`)
    .join('')
  return `<section class="alert of-${shown.of}"><h3>${headings[shown.of]}</h3>${said}<small>${shown.messageId} · ${serialSaid(shown.serial)} · ${escaped(shown.at.slice(11, 19))}${shown.replaces === undefined ? '' : ` · in place of version ${readSerial(shown.replaces).update}`}</small></section>`
}

function serialSaid(serial: number): string {
  const { code, update } = readSerial(serial)
  return `message ${code}, version ${update}`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}

const style = `
:root{color-scheme:dark light;--ground:#14181c;--card:#1d2329;--line:#3a444e;--text:#e8ecef;--dim:#a9b4bd}
@media (prefers-color-scheme:light){:root{--ground:#f3f5f6;--card:#fff;--line:#c3ccd3;--text:#15191c;--dim:#4d5860}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.45 system-ui,sans-serif}
.simulated{position:sticky;top:0;z-index:1;margin:0;padding:.5rem 1rem;text-align:center;font-weight:700;color:#101418;background:repeating-linear-gradient(135deg,#cfd8df 0 14px,#aebac3 14px 28px)}
main{padding:1rem;max-width:1300px;margin:0 auto}
h1{font-size:1.3rem;margin:.2rem 0}h2{font-size:1rem;margin:1.2rem 0 .5rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid var(--line);white-space:nowrap}th{color:var(--dim);font-weight:500}
.phones{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:1rem}
.phone{border:2px solid var(--line);border-radius:22px;background:var(--card);padding:.8rem;display:flex;flex-direction:column;gap:.6rem}
.phone.away{opacity:.6}
.phone header{display:flex;justify-content:space-between;font-weight:600;gap:1rem}.phone header span+span,.phone footer{color:var(--dim);font-weight:400;font-size:.85rem}
.screen{position:relative;min-height:230px;border-radius:12px;background:#05080a;color:#f5f7f8;padding:2rem .7rem .7rem;display:flex;flex-direction:column;gap:.6rem;overflow:hidden}
.mark{position:absolute;inset:0 0 auto 0;margin:0;padding:.15rem;text-align:center;font-size:.75rem;letter-spacing:.2em;text-transform:uppercase;color:#101418;background:#aebac3}
.empty{color:#8c98a1;margin:auto}
.alert{border:1px solid #56616b;border-radius:10px;padding:.6rem;background:#12181d}
.alert h3{margin:0 0 .3rem;font-size:.95rem}.alert p{margin:0 0 .4rem;white-space:pre-wrap;overflow-wrap:anywhere}.alert small{color:#a9b4bd}
.of-exercise,.of-test{border-style:dashed}
form{display:flex;flex-wrap:wrap;gap:.3rem}button{font:inherit;font-size:.85rem;padding:.25rem .6rem;border-radius:8px;border:1px solid var(--line);background:transparent;color:var(--text)}button:disabled{background:var(--line)}
.orders{font-family:ui-monospace,monospace;font-size:.85rem;padding-left:1.2rem;color:var(--dim)}
`
