/** Draws the atlas from its sources: `node --import tsx assets/art/build.ts`. The result is committed. */

import { writeFileSync } from 'node:fs'
import { makeAtlas } from './atlas'

const { png, json, frames } = makeAtlas()
writeFileSync(new URL('./atlas.png', import.meta.url), png)
writeFileSync(new URL('./atlas.json', import.meta.url), json)
console.log(`${Object.keys(frames).length} frames, ${png.length} bytes`)
