/** Drawings of dangers for the residents' pages: one stroke path on a field of 24 × 24, by the catalogue's icon names. */
import { html, type Html } from '#web/html'

const cloud = 'M7 15a4.5 4.5 0 0 1-1-9 6 6 0 0 1 11-1 5 5 0 0 1 1 10'
const thermometer = 'M9 13V5a3 3 0 0 1 6 0v8a5 5 0 1 1-6 0zM12 9v8'

const drawings: { readonly [icon: string]: string } = {
  drone:
    'M3 5h7M14 5h7M6.5 5v3l3.5 2M17.5 5v3L14 10M10 9h4v6h-4zM10 14l-3.5 2v3M14 14l3.5 2v3M3 19h7M14 19h7',
  siren: 'M7 18v-5a5 5 0 0 1 10 0v5M5 18h14v3H5zM12 2v3M3 6l2 2M21 6l-2 2',
  plane: 'M12 2l2 6 8 5v2l-8-2-1 5 3 2v2l-4-1-4 1v-2l3-2-1-5-8 2v-2l8-5z',
  rocket: 'M12 1c3 3 4 6 4 9v8H8v-8c0-3 1-6 4-9zM8 14l-4 5h4M16 14l4 5h-4M12 18v5',
  bomb: 'M12 8c4 0 6 3 6 6s-3 7-6 8c-3-1-6-5-6-8s2-6 6-6zM8 2h8M9 2v3l3 3 3-3V2',
  crosshair: 'M12 3v18M3 12h18M6 6l12 12M18 6L6 18',
  radiation:
    'M12 12h.01M10 8.500L7.5 4.200a9 9 0 0 1 9 0L14 8.500zM8 12H3a9 9 0 0 0 4.5 7.800L10 15.500zM16 12h5a9 9 0 0 1-4.5 7.800L14 15.500z',
  'flask-conical': 'M9 2h6M10 2v7L4 20a1 1 0 0 0 1 2h14a1 1 0 0 0 1-2L14 9V2M7 15h10',
  waves: 'M2 7q2.5-3 5 0t5 0 5 0 5 0M2 13q2.5-3 5 0t5 0 5 0 5 0M2 19q2.5-3 5 0t5 0 5 0 5 0',
  'waves-arrow-up': 'M12 10V2M8 6l4-4 4 4M2 15q2.5-3 5 0t5 0 5 0 5 0M2 20q2.5-3 5 0t5 0 5 0 5 0',
  dam: 'M4 3h5l4 18H4zM13 10q2-2 4.5 0t4.5 0M15 17q2-2 3.5 0t3.5 0',
  activity: 'M2 12h5l3-9 4 18 3-9h5',
  mountain: 'M2 20L9 5l4 7 3-4 6 12z',
  'mountain-snow': 'M2 20L9 5l4 7 3-4 6 12zM6 12l3 2 3-2',
  flame: 'M12 2c1 5 6 7 6 13a6 6 0 0 1-12 0c0-3 2-4 2-7 2 1 3 2 3 4 1-2 2-5 1-10z',
  wind: 'M2 8h11a3 3 0 1 0-3-3M2 12h16a3 3 0 1 1-3 3M2 16h8a3 3 0 1 1-3 3',
  tornado: 'M3 4h18M6 8h13M9 12h9M11 16h5M12 20h2',
  'cloud-lightning': `${cloud}M13 10l-3 5h4l-3 6`,
  'cloud-hail': `${cloud}M8 18v.01M12 18v.01M16 18v.01M10 22v.01M14 22v.01`,
  snowflake: 'M12 2v20M3 7l18 10M21 7L3 17M9 3l3 3 3-3M9 21l3-3 3 3',
  'thermometer-sun': `${thermometer}M20 3v3M23 8h-2`,
  'thermometer-snowflake': `${thermometer}M18 4l4 4M22 4l-4 4`,
  'triangle-alert': 'M12 3l10 18H2zM12 10v5M12 18v.01',
}

/** Beside the danger's name: it says nothing by itself. */
export function threatIcon(icon: string): Html {
  const d = drawings[icon] ?? drawings['triangle-alert']!
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${d}" /></svg>`
}
