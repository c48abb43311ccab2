/**
 * For Vite: what is told of a figure besides its value, its unit and its source, is read on
 * the pages after a run alone. So when the page is built those texts are numbers where the
 * figures are, and come with its second half (src/page/told-figures.ts).
 */

import { readFile } from 'node:fs/promises'
import { type Plugin, parseAst } from 'vite'

const FIGURES = /\/src\/model\/(constants|assumptions)\.ts$/
const ASKED = /\/src\/model\/constants\.ts\?told$/
/** `fact(value, unit, source)` and its like. */
const MAKERS = new Set(['fact', 'changed', 'assumed'])
const TOLD = 2

export const toldFigures = (): Plugin => {
  let isBuilt = false
  return {
    name: 'told-figures',
    enforce: 'pre',
    configResolved({ command }) {
      isBuilt = command === 'build'
    },
    async load(id) {
      if (!ASKED.test(id)) return undefined
      const code = isBuilt ? await readFile(id.slice(0, id.lastIndexOf('?')), 'utf8') : ''
      return { code: `export default ${JSON.stringify(textsIn(code).map(({ text }) => text))}`, moduleType: 'js' }
    },
    transform(code, id) {
      return isBuilt && FIGURES.test(id) ? { code: numbered(code), map: null } : undefined
    },
  }
}

interface Text {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** With the number of each text in its place. */
export function numbered(code: string): string {
  let rest = 0
  const parts = textsIn(code).map(({ start, end }, number) => {
    const before = code.slice(rest, start)
    rest = end
    return `${before}${number}`
  })
  return parts.join('') + code.slice(rest)
}

/** In the order in which they stand there. */
export function textsIn(code: string): readonly Text[] {
  const found: Text[] = []
  walk(parseAst(code, { lang: 'ts' }), node => {
    if (node.type !== 'CallExpression' || !MAKERS.has(node.callee?.name ?? '')) return
    for (const { start, end, value } of node.arguments?.slice(-TOLD) ?? [])
      if (typeof value === 'string') found.push({ start, end, text: value })
  })
  return found.sort((a, b) => a.start - b.start)
}

/** As much of a node of the tree as is looked at. */
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly value?: unknown
  readonly callee?: { readonly name?: string }
  readonly arguments?: readonly Node[]
}

function walk(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return
  if ('type' in node) see(node as Node)
  for (const child of Object.values(node)) walk(child, see)
}
