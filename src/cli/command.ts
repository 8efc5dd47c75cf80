/** What a command of the command line is: its words, what it takes, what it does. Help and completion are made of this. */
import type { Json, Result } from '#base'
import type { Action } from '#people'

export interface Option {
  /** What stands after it, for the help: `CODE`; `N` is checked to be a whole number. Without one it is a switch. */
  readonly takes?: string
  readonly means: string
  /** May be given more than once. */
  readonly many?: 'many'
  /** Without it the command can’t run. */
  readonly needed?: 'needed'
}

export interface Given {
  /** Words after the command. */
  readonly words: readonly string[]
  /** The value of an option, the last one where it was given more than once. */
  value(name: string): string | undefined
  values(name: string): readonly string[]
  has(name: string): boolean
}

export interface Output {
  /** For people; nothing of it appears with --json. */
  say(line?: string): void
  /** For programs: printed as one JSON document with --json. */
  give(value: Json): void
  /** A line that replaces itself on a terminal, for what takes over a second. */
  progress(line: string): void
  readonly json: 'json' | 'human'
}

/**
 * What whoever runs it must be allowed: each of these actions, by the key it is run with; `nobody` asks the server nothing, or
 * only what is public; `this-machine` reads or writes the data folder itself, or acts with keys that stand there and no others.
 */
export type Needs = Action | readonly [Action, Action, ...Action[]] | 'nobody' | 'this-machine'

export interface Command {
  /** `alert draft` */
  readonly name: string
  /** What follows the name: `AREA…` */
  readonly takes?: string
  readonly does: string
  readonly needs: Needs
  readonly options?: { readonly [name: string]: Option }
  readonly example?: string
  /** A refusal's exit code comes from its kind; `exit` is for commands that did their work and found something wrong. */
  run(given: Given, output: Output): Promise<Result<void | { readonly exit: 0 | 1 | 2 }>>
}

/** The actions a command needs; none where it asks nobody. */
export function actionsNeeded({ needs }: Pick<Command, 'needs'>): readonly Action[] {
  if (needs === 'nobody' || needs === 'this-machine') return []
  return typeof needs === 'string' ? [needs] : needs
}

export const commonOptions: { readonly [name: string]: Option } = {
  json: { means: 'Print one JSON document instead of text for people' },
  server: { takes: 'URL', means: 'The server to ask (default: TOCSIN_SERVER, else http://localhost:8080)' },
  as: {
    takes: 'NAME',
    means:
      'Whose key of this machine to use (default: TOCSIN_KEY, the file that TOCSIN_KEY_FILE names, else the role the command needs)',
  },
  data: { takes: 'FOLDER', means: 'The data folder (default: TOCSIN_DATA, else data)' },
  help: { means: 'Explain this command' },
}
