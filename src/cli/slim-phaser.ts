/**
 * For Vite: where the built page says 'phaser' it gets the parts of it that the scenes use
 * (src/scenes/slim-phaser.js), made from the engine's own sources.
 *
 * Those are meant for webpack, which says what is to be left out: here neither the canvas
 * renderer nor sound. And they speak of `global`, which a page does not have.
 *
 * What the engine holds ready for scenes that use more (ABSENT) is a stand-in that says so when
 * it is called for.
 */

import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const SLIM = fileURLToPath(new URL('../scenes/slim-phaser.js', import.meta.url))
const ENGINE = dirname(createRequire(import.meta.url).resolve('phaser/package.json'))
const SOURCES = join(ENGINE, 'src')

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

/** Files of the engine, from its `src`, and whole folders that nothing of ours comes to. */
const ABSENT = [
  'animations/AnimationState',
  'display/mask/',
  ...['ColorBand', 'ColorMatrix', 'ColorRamp'].map(name => `display/${name}`),
  'display/color/HSVToRGB',
  'filters/',
  'geom/line/Line',
  ...['GetPoint', 'GetPoints', 'Random'].map(name => `geom/rectangle/${name}`),
  ...['GetBounds', 'PathFollower'].map(name => `gameobjects/components/${name}`),
  ...['keyboard/KeyboardManager', 'mouse/MouseManager', 'touch/TouchManager'].map(name => `input/${name}`),
  'renderer/snapshot/',
  ...['BatchHandlerPointLight', 'BatchHandlerStrip', 'BatchHandlerTileSprite', 'BatchHandlerTri'].map(nodeNamed),
  ...['DrawLine', 'DynamicTextureHandler', 'FillPath', 'FillTri', 'StrokePath', 'filters/'].map(nodeNamed),
  ...['MeshToQuad', 'SpriteGPULayer', 'Tile', 'TileSprite', 'TilemapGPULayer'].map(of =>
    nodeNamed(`submitter/Submitter${of}`),
  ),
  nodeNamed('texturer/TexturerTileSprite'),
  ...['Stamp', 'Tile', 'TileSprite', 'Vertex'].map(of => nodeNamed(`transformer/Transformer${of}`)),
  'textures/DynamicTexture',
  ...['AtlasXML', 'KTXParser', 'PCT', 'PCTDecode', 'PVRParser', 'SpriteSheet', 'SpriteSheetFromAtlas', 'UnityYAML'].map(
    name => `textures/parsers/${name}`,
  ),
]
/** What every game begins with, whether it is wanted or not. */
const IDLE = [
  'animations/AnimationManager',
  ...['Fade', 'Flash', 'Pan', 'RotateTo', 'Shake', 'Zoom'].map(name => `cameras/2d/effects/${name}`),
  'core/DebugHeader',
  ...['Audio', 'Fullscreen', 'Video'].map(name => `device/${name}`),
  'input/InputManager',
  'gameobjects/tilesprite/TileSprite',
]

/** Asked in every frame, it has nothing to do. */
const IDLE_CODE = `
  function Idle () {}
  Idle.prototype.setOrigin = function () { return this }
  for (const asked of ['preRender', 'postRenderWebGL', 'update', 'reset', 'destroy']) Idle.prototype[asked] = function () {}
  module.exports = Idle`

/** All of it hangs on one object, of which a game's own dice are made, which nobody throws. */
const MATHS = 'exports.RandomDataGenerator = function () {}'

/** Of forty functions those that put a picture on the list and take it off. */
const ARRAYS = ['Add', 'AddAt', 'GetAll', 'GetFirst', 'Remove', 'RemoveAt', 'RemoveBetween']
  .map(name => `exports.${name} = require('phaser/src/utils/array/${name}')`)
  .join('\n')

/** The renderer's only matrix of four by four looks straight on. */
const STRAIGHT_ON = `
  function StraightOn () { this.val = new Float32Array(16) }
  StraightOn.prototype.identity = function () {
    this.val.set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
    return this
  }
  StraightOn.prototype.ortho = function (left, right, bottom, top, near, far) {
    const [x, y, z] = [left - right, bottom - top, near - far].map(span => (span === 0 ? 0 : 1 / span))
    this.val.set([-2 * x, 0, 0, 0, 0, -2 * y, 0, 0, 0, 0, 2 * z, 0])
    this.val.set([(left + right) * x, (top + bottom) * y, (far + near) * z, 1], 12)
    return this
  }
  module.exports = StraightOn`

const STAND_INS: Readonly<Record<string, string>> = {
  '\0slim-phaser/absent': "module.exports = function () { throw new Error('not in src/scenes/slim-phaser.js') }",
  '\0slim-phaser/idle': IDLE_CODE,
  '\0slim-phaser/math': MATHS,
  '\0slim-phaser/math/Matrix4': STRAIGHT_ON,
  '\0slim-phaser/utils/array': ARRAYS,
}

export const slimPhaser: Plugin = {
  name: 'slim-phaser',
  apply: 'build',
  enforce: 'pre',
  resolveId(id, importer) {
    if (id === 'phaser') return SLIM
    if (importer?.startsWith(SOURCES) && id.startsWith('.')) return standInFor(resolve(dirname(importer), id))
    if (!id.startsWith('phaser/src/')) return undefined
    const path = join(ENGINE, id.slice('phaser/'.length))
    return this.resolve(path)
  },
  load(id) {
    return STAND_INS[id]
  },
  transform(code, id) {
    if (!id.startsWith(SOURCES)) return undefined
    const told = code.replace(FLAG, (_, name: string) => String(FLAGS[name]))
    return { code: told.replace(/\bglobal\./g, 'globalThis.'), map: null }
  },
}

function nodeNamed(name: string): string {
  return `renderer/webgl/renderNodes/${name}`
}

function standInFor(path: string): string | undefined {
  const file = relative(SOURCES, path).replaceAll('\\', '/').replace(/\.js$/, '')
  const isIn = (those: readonly string[]) =>
    those.some(name => (name.endsWith('/') ? file.startsWith(name) : file === name))
  const own = `\0slim-phaser/${file}`
  if (own in STAND_INS) return own
  if (isIn(IDLE)) return '\0slim-phaser/idle'
  return isIn(ABSENT) ? '\0slim-phaser/absent' : undefined
}
