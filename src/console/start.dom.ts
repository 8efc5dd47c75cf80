/** Where the console begins in a browser: its language and look first, then who is signed in, then the picture, then the screen. */
import './assets/look.css'
import { readPreferences } from './preferences.dom.ts'
import { speakLanguage } from './words.dom.ts'

const preferences = readPreferences()
document.documentElement.lang = preferences.language
document.documentElement.dir = preferences.language === 'he' ? 'rtl' : 'ltr'
document.documentElement.dataset['theme'] = preferences.theme

// The program comes while the words do; it is opened once they are there, so that none of it has to ask for them.
const program = import('./open.dom.ts')
await speakLanguage(preferences.language)
await (await program).open(document.getElementById('console')!)
