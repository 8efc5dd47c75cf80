/** Opens the console in an element, once its words are there. */
import { mount } from 'svelte'
import App from './App.svelte'
import { beginSession } from './session.svelte.ts'

export async function open(target: HTMLElement): Promise<void> {
  await beginSession()
  target.replaceChildren()
  mount(App, { target })
}
