/**
 * The floors of the house: who may import whom, and what the pure ones may say.
 *
 * Each complaint is the sentence a reviewer would write. The text of a file is
 * read as text: comments and strings are blanked first, so that prose may speak
 * of Date and chance. tsconfig.pure.json guards the same floors by their types.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'

/** From the ground up. Those on one line never import one another. */
const FLOORS = [
  ['model'],
  ['sim'],
  ['level'],
  ['rules'],
  ['proof'],
  ['view'],
  ['session'],
  ['scenes', 'hud', 'sound', 'input'],
  ['editor', 'classroom'],
  ['cli', 'page'],
  ['main'],
]

/** The pure floors, each with the packages it may use. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  model: [],
  sim: [],
  level: ['xstate', 'zod', 'jsonc-parser', 'fastest-levenshtein'],
  rules: [],
  proof: [],
  view: [],
}

/** Packages that belong to one place. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  phaser: ['scenes'],
  howler: ['sound'],
  node: ['cli', 'classroom'],
}

const MATHS = ['abs', 'ceil', 'floor', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'] // what every engine computes alike

/** What gives another answer on another day, machine or engine. */
const UNSTEADY = [
  new RegExp(`\\bMath\\b(?!\\.(?:${MATHS.join('|')})\\b)(?:\\.\\w+)?`, 'g'),
  /\*\*/g,
  /\b(?:Date|Intl|crypto|performance)\b(?!\??:)/g,
  /\b(?:localeCompare|toLocale\w+)\b/g,
  /\b(?:setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame)\b/g,
  /\bfor\s*\(\s*(?:const|let|var)\s+\w+\s+in\b/g,
]

interface Source {
  readonly file: string // as seen from src
  readonly text: string
}

const floorOf = (path: string) => path.split('/')[0]?.replace(/\.ts$/, '') ?? ''
const heightOf = (floor: string) => FLOORS.findIndex(level => level.includes(floor))
const isPure = (file: string) => floorOf(file) in PURE || file === 'classroom/room.ts'

const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g
const withoutComments = (text: string) =>
  text.replace(COMMENT_OR_STRING, found => (found.startsWith('/') ? ' ' : found))

/** Only what runs: of a template, the expressions stay. */
const withoutProse = (text: string) =>
  text.replace(COMMENT_OR_STRING, found =>
    found.startsWith('`') ? (found.match(/\$\{[^}]*\}/g) ?? []).join(' ') : ' ',
  )

const importsOf = (text: string) =>
  [...withoutComments(text).matchAll(/(?<!['"])\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    ([, name = '']) => name,
  )

const placesImportedBy = ({ file, text }: Source) =>
  importsOf(text)
    .filter(name => name.startsWith('.'))
    .map(name => posix.join(posix.dirname(file), name))

const packagesImportedBy = ({ text }: Source) =>
  importsOf(text)
    .filter(name => !name.startsWith('.'))
    .map(name => name.match(/^(?:@[^/]+\/)?[^/:]+/)?.[0] ?? name)

const mayImport = (floor: string, other: string) => other === floor || heightOf(other) < heightOf(floor)

/** A place outside src (levels, words) is nobody's floor: only the model, which stands on nothing, may not have it. */
const climbs = (source: Source) => {
  const floor = floorOf(source.file)
  return placesImportedBy(source)
    .map(floorOf)
    .filter(other => (other === '..' ? floor === 'model' : !mayImport(floor, other)))
    .map(other => `${source.file} imports ${other === '..' ? 'from outside src' : other}`)
}

const borrows = (source: Source) => {
  const floor = floorOf(source.file)
  return packagesImportedBy(source)
    .filter(name => !(PURE[floor] ?? [name]).includes(name) || !(OWNERS[name] ?? [floor]).includes(floor))
    .map(name => `${source.file} imports ${name}`)
}

const wavers = ({ file, text }: Source) =>
  UNSTEADY.flatMap(word => withoutProse(text).match(word) ?? []).map(found => `${file} uses ${found}`)

const strays = ({ file }: Source) => {
  if (heightOf(floorOf(file)) < 0) return [`${file} stands on no floor`]
  if (file.split('/').length > 3) return [`${file} is more than two folders deep`]
  return /(?:^|\/)(?:utils?|helpers?|index)\.ts$/.test(file) ? [`${file} is not named after a noun`] : []
}

const src = new URL('../src/', import.meta.url)
const code: readonly Source[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map(file => file.replaceAll('\\', '/'))
  .filter(file => file.endsWith('.ts'))
  .map(file => ({ file, text: readFileSync(new URL(file, src), 'utf8') }))

describe('The floors', () => {
  it('only ever import downwards', () => expect(code.flatMap(climbs)).toEqual([]))
  it('use only the packages that are theirs', () => expect(code.flatMap(borrows)).toEqual([]))
  it('give one answer on every machine, as far as they are pure', () =>
    expect(code.filter(({ file }) => isPure(file)).flatMap(wavers)).toEqual([]))
  it('are flat, and their files are named after what is in them', () => expect(code.flatMap(strays)).toEqual([]))
})

describe('This very test complains when', () => {
  const made = (file: string, text = '') => ({ file, text })

  const cases = [
    ['a file reaches up', climbs, made('sim/chance.ts', `import { now } from '../session/session'`), 'imports session'],
    ['it does so lazily', climbs, made('view/cues.ts', `await import('../main')`), 'imports main'],
    ['or only for a type', climbs, made('sim/step.ts', `import type { Run } from '../rules/run'`), 'imports rules'],
    ['neighbours talk', climbs, made('hud/plates.ts', `export * from '../scenes/park'`), 'imports scenes'],
    [
      'the model wants anything',
      climbs,
      made('model/a.ts', `import a from '../../levels/a.json'`),
      'imports from outside src',
    ],
    ['a package is out of place', borrows, made('hud/a.ts', `import { Scene } from 'phaser'`), 'imports phaser'],
    ['a pure floor wants Node', borrows, made('level/a.ts', `import 'node:fs'`), 'imports node'],
    ['chance is not ours', wavers, made('sim/a.ts', 'const a = Math.random()'), 'uses Math.random'],
    ['it hides in a template', wavers, made('sim/a.ts', `const a = \`\${new Date()}\``), 'uses Date'],
    ['a power is taken', wavers, made('sim/a.ts', 'const a = 2 ** b'), 'uses **'],
    ['order is left to the engine', wavers, made('sim/a.ts', 'for (const a in b) c()'), 'uses for (const a in'],
    ['a folder is no floor', strays, made('lib/a.ts'), 'stands on no floor'],
    ['a folder is deep', strays, made('sim/a/b/c.ts'), 'is more than two folders deep'],
    ['a name says nothing', strays, made('sim/utils.ts'), 'is not named after a noun'],
  ] as const

  it.each(cases)('%s', (_, complaints, source, complaint) =>
    expect(complaints(source)).toEqual([`${source.file} ${complaint}`]),
  )

  it('and says nothing of prose', () => {
    const text = `/** Math.random() and Date, from '../session/x' */ const a = 'new Date() // **' // import('../main')`
    expect([climbs, borrows, wavers].flatMap(complaints => complaints(made('sim/a.ts', text)))).toEqual([])
  })
})
