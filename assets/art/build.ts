/**
 * Draws the atlas from its sources: `node --import tsx assets/art/build.ts`. The result is
 * committed, packed as small as it goes (the picture is part of the first download).
 */

import { spawnSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { makeAtlas } from './atlas'

const FILE = fileURLToPath(new URL('./atlas.png', import.meta.url))

const { png, json, frames } = makeAtlas()
writeFileSync(FILE, png)
writeFileSync(new URL('./atlas.json', import.meta.url), json)
pack(FILE)
console.log(`${Object.keys(frames).length} frames, ${statSync(FILE).size} bytes`)

/** The same pixels, by a palette of those colours that there are. */
function pack(file: string): void {
  const { error, status, stderr } = spawnSync('optipng', ['-quiet', '-o7', '-strip', 'all', file], { encoding: 'utf8' })
  if (error) throw new Error('There is no optipng. On Debian: apt-get install optipng')
  if (status !== 0) throw new Error(`optipng: ${stderr}`)
}
