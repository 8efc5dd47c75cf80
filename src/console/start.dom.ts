/** Where the console begins in a browser: its language and look first, then who is signed in, then the picture, then the screen. */
import './assets/look.css'
import { readPreferences } from './preferences.dom.ts'
import { speakLanguage } from './words.dom.ts'

const preferences = readPreferences()
document.documentElement.lang = preferences.language
document.documentElement.dir = preferences.language === 'he' ? 'rtl' : 'ltr'
document.documentElement.dataset['theme'] = preferences.theme

// What is loaded after this finds its words at hand: none of it has to ask for them.
await speakLanguage(preferences.language)
const { open } = await import('./open.dom.ts')
await open(document.getElementById('console')!)
