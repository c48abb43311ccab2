/**
 * For Vite: what the page gets of `levels/L01-drop-in.json`.
 *
 * `?entry` is what the street has to know of it. `?prepared` is the address of the level
 * itself, read and checked here, so that whoever plays it needs no schema. Both are made
 * whenever they are asked for, so that there is no copy that could grow old. And a saved
 * level goes to the page, so that the run under way can be played on with it.
 *
 * A level that does not read at all is an entry with its name alone: what is wrong with it
 * is said to whoever opens it.
 */

import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Plugin, runnerImport } from 'vite'
import { entryOf } from '../level/entry.ts'
import type { Level } from '../level/level'

const ASKED = /\/([LC][^/]*)\.json\?(entry|prepared)$/
const SERVED = '/@level/'

export const levelFiles = (): Plugin => {
  let isBuilt = false
  return {
    name: 'level-files',
    enforce: 'pre',
    configResolved({ command }) {
      isBuilt = command === 'build'
    },
    async load(id) {
      const [, name, what] = ASKED.exec(id) ?? []
      if (name === undefined) return undefined
      const file = id.slice(0, id.lastIndexOf('?'))
      this.addWatchFile(file)
      const text = await readFile(file, 'utf8')
      if (what === 'entry') return module(JSON.stringify(await entryIn(text, name)))
      if (!isBuilt) return module(JSON.stringify(`${SERVED}${name}.json`))
      const asset = this.emitFile({ type: 'asset', name: `${name}.json`, source: await prepared(name, text) })
      return module(`import.meta.ROLLUP_FILE_URL_${asset}`)
    },
    configureServer({ middlewares, config }) {
      middlewares.use(SERVED, async ({ url = '' }, answer, next) => {
        const [, name] = /^\/([A-Za-z0-9-]+)\.json$/.exec(url) ?? []
        const text = name && (await readFile(`${config.root}/levels/${name}.json`, 'utf8').catch(() => undefined))
        if (!text) return next()
        answer.setHeader('Content-Type', 'application/json').end(await prepared(name, text))
      })
    },
    async handleHotUpdate({ file, server }) {
      if (!/\/levels\/[LC][^/]*\.json$/.test(file)) return undefined
      const id = basename(file, '.json')
      server.ws.send('kod:level', { id, text: await prepared(id, await readFile(file, 'utf8')) })
      return []
    },
  }
}

const module = (value: string) => ({ code: `export default ${value}`, moduleType: 'js' as const })

type Preparing = typeof import('../level/prepared')

/** The checks are sources of the game: Vite loads them as it does the page's. */
const preparing = () => runnerImport<Preparing>(fileURLToPath(new URL('../level/prepared.ts', import.meta.url)))
let loaded: ReturnType<typeof preparing> | undefined

async function prepared(name: string, text: string): Promise<string> {
  loaded ??= preparing()
  return (await loaded).module.preparedText(text, `levels/${name}.json`)
}

async function entryIn(text: string, name: string): Promise<object> {
  const bytes = Buffer.byteLength(await prepared(name, text))
  try {
    return { ...entryOf(JSON.parse(text) as Level), bytes }
  } catch {
    return { id: name, era: 'now', lasts: 0, timeScale: 1, words: { name }, goals: [], letters: 0, tenants: [], bytes }
  }
}
