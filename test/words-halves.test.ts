import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HALVES } from './words'

const BEGINNING = ['src/main.ts', 'src/scenes/stage.ts']
const IMPORTS = /^(?:import|export) (?!type )(?:[\w*{][^'"]*? from )?['"](\.[^'"]+)['"]/gm

/** All that `file` imports and what that does, types and what is sent for later apart. */
function comesWith(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file) || !existsSync(file)) return found
  found.add(file)
  for (const [, from] of readFileSync(file, 'utf8').matchAll(IMPORTS))
    comesWith(`${relative('.', join(dirname(file), from as string))}.ts`, found)
  return found
}

/** Whole keys, and what a key begins with. */
const KEYS = /'([a-zA-Z0-9-]+\.[a-zA-Z0-9.-]+)'|\bui\(\s*`([a-zA-Z0-9.-]+)\$\{/g

describe('The words come in two halves, like the page', () => {
  const files = [...new Set(BEGINNING.flatMap(file => [...comesWith(file)]))]

  it('of which no word is in both', () =>
    expect(Object.keys(HALVES.first).filter(key => key in HALVES.later)).toEqual([]))

  it('and the first has all that its files ask for', () => {
    expect(files).toContain('src/hud/verbs.ts')
    const later = Object.keys(HALVES.later)
    const missing = files.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(KEYS)].flatMap(([, key, head]) =>
        later.filter(each => each === key || (head && each.startsWith(head))).map(each => `${file}: ${each}`),
      ),
    )
    expect(missing).toEqual([])
  })
})
