/**
 * For Vite: `levels/L01-drop-in.json?entry` is what the street has to know of that level,
 * made whenever it is asked for, so that there is no copy that could grow old. And a
 * saved level goes to the page as it is, so that the run under way can be played on with it.
 *
 * A level that does not read at all is an entry with its name alone: what is wrong
 * with it is said to whoever opens it.
 */

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Plugin } from 'vite'
import { entryOf } from '../level/entry.ts'
import type { Level } from '../level/level'

const ENTRY = /\/([LC][^/]*)\.json\?entry$/

export const levelEntries: Plugin = {
  name: 'level-entries',
  enforce: 'pre',
  async load(id) {
    const [, name] = ENTRY.exec(id) ?? []
    if (name === undefined) return undefined
    const file = id.slice(0, -'?entry'.length)
    this.addWatchFile(file)
    const text = await readFile(file, 'utf8')
    const entry = { ...entryIn(text, name), bytes: Buffer.byteLength(text) }
    return { code: `export default ${JSON.stringify(entry)}`, moduleType: 'js' }
  },
}

export const hotLevels: Plugin = {
  name: 'hot-levels',
  async handleHotUpdate({ file, server }) {
    if (!/\/levels\/[LC][^/]*\.json$/.test(file)) return undefined
    server.ws.send('kod:level', { id: basename(file, '.json'), text: await readFile(file, 'utf8') })
    return []
  },
}

function entryIn(text: string, name: string): object {
  try {
    return entryOf(JSON.parse(text) as Level)
  } catch {
    return { id: name, era: 'now', lasts: 0, timeScale: 1, words: { name }, goals: [], letters: 0, tenants: [] }
  }
}
