/** Draws the atlas from its sources, and a sheet to look at: `node --import tsx assets/art/build.ts`. The result is committed. */

import { writeFileSync } from 'node:fs'
import { makeAtlas, pictures } from './atlas'
import { contactSheet } from './sheet'

const { png, json, frames } = makeAtlas()
const written = { 'atlas.png': png, 'atlas.json': json, 'sheet.png': contactSheet(pictures()) }
for (const [name, content] of Object.entries(written)) writeFileSync(new URL(`./${name}`, import.meta.url), content)
console.log(`${Object.keys(frames).length} frames, ${png.length} bytes`)
