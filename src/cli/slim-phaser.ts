/**
 * For Vite: where the built page says 'phaser' it gets the parts of it that the scenes use
 * (src/scenes/slim-phaser.js), made from the engine's own sources.
 *
 * Those are meant for webpack, which says what is to be left out: here neither the canvas
 * renderer nor sound. And they speak of `global`, which a page does not have.
 */

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const SLIM = fileURLToPath(new URL('../scenes/slim-phaser.js', import.meta.url))
const ENGINE = dirname(createRequire(import.meta.url).resolve('phaser/package.json'))

/** What webpack would be told. */
const FLAGS: Readonly<Record<string, boolean>> = {
  WEBGL_RENDERER: true,
  CANVAS_RENDERER: false,
  WEBGL_DEBUG: false,
  FEATURE_SOUND: false,
  PLUGIN_CAMERA3D: false,
  PLUGIN_FBINSTANT: false,
}
const FLAG = new RegExp(`typeof (${Object.keys(FLAGS).join('|')})\\b`, 'g')

export const slimPhaser: Plugin = {
  name: 'slim-phaser',
  apply: 'build',
  enforce: 'pre',
  resolveId(id) {
    if (id === 'phaser') return SLIM
    if (!id.startsWith('phaser/src/')) return undefined
    const path = join(ENGINE, id.slice('phaser/'.length))
    return this.resolve(path)
  },
  transform(code, id) {
    if (!id.startsWith(join(ENGINE, 'src'))) return undefined
    const told = code.replace(FLAG, (_, name: string) => String(FLAGS[name]))
    return { code: told.replace(/\bglobal\./g, 'globalThis.'), map: null }
  },
}
