/** The help texts, made of the commands themselves. */
import type { Json } from '#base'
import { actionsNeeded, commonOptions, type Command } from './command.ts'

export function helpOfAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  return [
    'tocsin: an open public-warning system',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.does}`),
    '',
    '“tocsin help COMMAND” explains one. Every command takes --json.',
    'Exit codes: 0 done, 1 refused or invalid, 2 could not run.',
    '',
  ].join('\n')
}

export function helpOf(command: Command): string {
  const options = Object.entries({ ...command.options, ...commonOptions }).map(([name, option]) => ({
    usage: `--${name}${option.takes === undefined ? '' : ` ${option.takes}`}`,
    means: option.means,
  }))
  const width = Math.max(...options.map((option) => option.usage.length))
  return [
    `tocsin ${command.name}${command.takes === undefined ? '' : ` ${command.takes}`}`,
    '',
    command.does,
    sayNeeds(command),
    '',
    ...options.map((option) => `  ${option.usage.padEnd(width)}  ${option.means}`),
    ...(command.example === undefined ? [] : ['', `Example: ${command.example}`]),
    '',
  ].join('\n')
}

function sayNeeds(command: Command): string {
  if (command.needs === 'nobody') return 'needs: no key'
  if (command.needs === 'this-machine') return 'needs: this machine’s data folder'
  return `needs: ${actionsNeeded(command).join(', ')}`
}

export function helpForPrograms({ name, takes, does, needs, options, example }: Command): Json {
  const all = { ...options, ...commonOptions }
  return {
    ...{ name, takes: takes ?? '', does, needs: typeof needs === 'string' ? needs : [...needs] },
    options: Object.fromEntries(Object.entries(all).map(([option, about]) => [option, { ...about }])),
    ...(example === undefined ? {} : { example }),
  }
}
