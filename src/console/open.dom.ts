/** Opens the console in an element, once its words are there. */
import '../web/people/assets/session.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { hearMessages } from './compose/handed.dom.ts'
import { fetchAll } from './picture.svelte.ts'
import { beginSession } from './session.svelte.ts'

export async function open(target: HTMLElement): Promise<void> {
  // The picture need not wait for who sits here: whoever is nobody gets none.
  const begun = fetchAll()
  await beginSession()
  target.replaceChildren()
  mount(App, { target, props: { begun } })
  hearMessages()
}
