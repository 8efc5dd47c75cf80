/** How the signage page looks: letters by the size of the screen, danger in colour, shape and word; served as a file of its own. */

export const signageStyle = `:root {
  color-scheme: dark;
  --ground: #0c1117; --panel: #171f28; --ink: #f0f3f6; --soft: #b4bfca; --edge: #5b6875;
  --danger: #a3000b; --danger-edge: #ff6b73; --on-danger: #fff;
  --yellow: #ffd60a; --yellow-edge: #ffd60a; --clear: #4fc387; --fitted: 1; --frame: min(22px, 3vw);
}
[data-theme='light'] {
  color-scheme: light;
  --ground: #fff; --panel: #f1f4f7; --ink: #10161d; --soft: #45525f; --edge: #8593a1;
  --danger: #b3000c; --danger-edge: #7a0008; --yellow: #ffd60a; --yellow-edge: #6b5a00; --clear: #0f7a43;
}
* { box-sizing: border-box; margin: 0; padding: 0; }
html {
  font: 700 calc(min(2.5vw, 4.45vh) * var(--fitted)) / 1.22 system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif;
  background: var(--ground);
  color: var(--ink);
}
body { display: flex; flex-direction: column; gap: 0.4rem; min-height: 100vh; padding: 16px; }
[data-mode='drill'] body { padding: calc(var(--frame) + 12px); }
h1 { font-size: 1.6rem; line-height: 1.1; padding: 0 0.4rem; text-wrap: balance; }
main { flex: 1; min-height: 0; display: flex; flex-direction: column; gap: 0.5rem; }
[data-fit='1'] { font-size: 0.88em; }
[data-fit='2'] { font-size: 0.76em; }
[data-fit='3'] { font-size: 0.64em; }
main .band { padding: 0.45em 0.9em; }
.cards { flex: 1; min-width: 0; display: flex; flex-direction: column; gap: 0.5em; }
.first { flex: 1; display: flex; flex-direction: column; gap: 0.5em; }
.band {
  display: flex; align-items: center; gap: 0.9em;
  border: 0.22em solid var(--edge); border-radius: 0.4em; background: var(--panel);
}
.band > div { min-width: 0; }
.mark { flex: none; width: 1.1em; height: 1.1em; }
.band .mark { width: 3.4em; height: 3.4em; }
.look { font-size: 1.25em; letter-spacing: 0.06em; }
h2 { font-size: 2.2em; line-height: 1.08; text-wrap: balance; }
h2 small { font-size: 0.5em; font-weight: 700; white-space: nowrap; }
.since { font-size: 1.2em; font-variant-numeric: tabular-nums; }
.brief { font-size: 1.4em; line-height: 1.16; padding: 0 0.4em; overflow-wrap: anywhere; }
.told { font-weight: 500; padding: 0 0.55em; overflow-wrap: anywhere; }
.further h2 { font-size: 1.35em; }
.further .look { font-size: 0.9em; }
.further .since, .further .brief { font-size: 0.95em; }
.further .band .mark { width: 2em; height: 2em; }
.danger .band { background: var(--danger); border-color: var(--danger-edge); color: var(--on-danger); }
.advisory .band { background: var(--yellow); border-color: var(--yellow-edge); color: #111; }
.part .band { border-style: dashed; }
.lapsed .band { border: 0.22em dashed var(--danger-edge); }
.over .band, .quiet .band { border-color: var(--clear); }
.over .mark, .quiet .mark { color: var(--clear); }
.quiet { justify-content: center; }
.left { padding: 0 0.5em; color: var(--soft); }
.areas { list-style: none; display: grid; align-content: start; gap: 0.3em 0.9em; padding: 0 0.4em; }
.areas li { display: grid; align-content: start; grid-template-columns: auto 1fr; column-gap: 0.4em; align-items: center; min-width: 0; }
.areas b, .areas span { min-width: 0; line-height: 1.12; }
.areas span { grid-column: 2; font-size: 0.78em; color: var(--soft); font-variant-numeric: tabular-nums; }
.areas .left { display: block; }
.areas .danger .mark { color: var(--danger-edge); }
.areas .advisory .mark { color: var(--yellow-edge); }
footer {
  display: flex; justify-content: space-between; gap: 1rem; padding: 0 0.4rem;
  color: var(--soft); font-size: 0.75rem; font-variant-numeric: tabular-nums;
}
.drill:not(article) { background: #1646b8; color: #fff; text-align: center; padding: 0.15rem 0.5rem; font-size: 1.1rem; }
.drill b { letter-spacing: 0.12em; }
.tag { background: #1646b8; color: #fff; padding: 0 0.4em; border-radius: 0.2em; }
article.drill .band { border: 0.4em dashed #8fb0ff; }
.frame { display: none; position: fixed; inset: 0; pointer-events: none; border: var(--frame) solid; }
[data-mode='drill'] .frame {
  display: block;
  border-image: repeating-linear-gradient(45deg, #2f62dd 0 18px, #fff 18px 26px, #0f2357 26px 44px) 22;
}
#lost { padding: 0.4rem 0.8rem; background: #fff; color: #000; border: 0.35rem dotted #555; font-size: 1.5rem; line-height: 1.15; }
#lost[hidden] { display: none; }
.lost main { filter: grayscale(1); }
.lost .quiet .mark, .lost .over .mark { visibility: hidden; }
.lost .quiet h2, .lost .over h2 { font-size: 1.1em; color: var(--soft); }
.lost .quiet .since, .lost .over .since { font-size: 1em; color: var(--soft); }
@media (prefers-reduced-motion: no-preference) {
  .changed .band { animation: changed 0.9s ease-out 3; }
}
@keyframes changed { from { opacity: 0.25; } }
@media (min-aspect-ratio: 1/1) {
  main:has(.areas) { flex-direction: row; gap: 1rem; }
  main:has(.areas) .cards { flex: 1.9; }
  .areas { flex: 1; }
  main:has(li:nth-child(13)) .areas { grid-template-columns: 1fr 1fr; flex: 1.5; font-size: 0.85em; }
}
@media (min-height: 500px) and (min-width: 800px), (min-height: 800px) {
  .fitted { overflow: hidden; }
  .fitted body { height: 100vh; }
  .fitted main { overflow: hidden; }
}
@media (max-aspect-ratio: 1/1) {
  html { font-size: calc(min(4.7vw, 2.75vh) * var(--fitted)); }
  h2 { font-size: 1.9em; }
  .band .mark { width: 2.6em; height: 2.6em; }
  .band { gap: 0.6em; }
  .areas { grid-template-columns: 1fr 1fr; }
  .first { flex: none; }
  .cards:not(:only-child) { flex: none; }
  .cards:only-child .quiet { flex: 1; }
}
`
