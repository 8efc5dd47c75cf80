/** Keeps the page of the whole region true, part by part. Served to browsers without its types. The page is whole without it. */
import { keepTrue } from './keep-true.dom.ts'

// Sirens answer in the seconds that follow, and no event tells of each.
keepTrue({ parts: 'main section', after: [5_000, 20_000] })
