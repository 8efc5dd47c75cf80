/** `tocsin completion`: prints a completion script for bash or zsh, made of the commands themselves. */
import { ok, refuse } from '#base'
import { commonOptions, type Command } from '../command.ts'

/** `all` gives every command there is, this one included. */
export function completion(all: () => Promise<readonly Command[]>): Command {
  return {
    name: 'completion',
    takes: 'bash|zsh',
    needs: 'nobody',
    does: 'Print a completion script for the shell',
    example: 'source <(npm run -s tocsin -- completion bash)',
    async run(given, output) {
      const [shell] = given.words
      if (shell !== 'bash' && shell !== 'zsh')
        return refuse('server/usage', { why: 'Name a shell: bash or zsh.', command: 'completion' })
      const options = new Map(
        (await all()).map((command) => [
          command.name,
          Object.keys({ ...command.options, ...commonOptions }).map((option) => `--${option}`),
        ]),
      )
      const script = completionScript([...options.keys()], options, shell)
      output.give({ shell, script })
      output.say(script)
      return ok()
    },
  }
}

function completionScript(
  names: readonly string[],
  options: ReadonlyMap<string, readonly string[]>,
  shell: 'bash' | 'zsh',
): string {
  const families = [...new Set(names.map((name) => name.split(' ')[0] as string))]
  const verbs = families
    .map(
      (family) =>
        [
          family,
          names.filter((name) => name.startsWith(`${family} `)).map((name) => name.slice(family.length + 1)),
        ] as const,
    )
    .filter(([, list]) => list.length > 0)
  return [
    ...(shell === 'zsh' ? ['autoload -U +X bashcompinit && bashcompinit'] : []),
    '_tocsin() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" family="${COMP_WORDS[1]}" words=""',
    `  if [ "$COMP_CWORD" -eq 1 ]; then words="help ${families.join(' ')}"`,
    '  else case "$family ${COMP_WORDS[2]}" in',
    ...[...options]
      .filter(([name]) => name.includes(' '))
      .map(([name, list]) => `    "${name}") words="${list.join(' ')}" ;;`),
    '    *) case "$family" in',
    ...verbs.map(([family, list]) => `      ${family}) words="${list.join(' ')}" ;;`),
    ...[...options]
      .filter(([name]) => !name.includes(' '))
      .map(([name, list]) => `      ${name}) words="${list.join(' ')}" ;;`),
    '    esac ;;',
    '  esac; fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -F _tocsin tocsin',
  ].join('\n')
}
