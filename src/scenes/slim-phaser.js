/**
 * As much of Phaser as the scenes use: a game, a scene, a camera, images and canvas textures.
 *
 * The whole engine is 357 kB on the wire, and its parts cannot be shaken out of it, for all
 * hang on one object; what is left here is some 90 kB. So the build reads this file where the sources say 'phaser'
 * (vite.config.ts); types, tests and the server for development have the whole engine.
 * Whatever a scene wants to use besides must be required here; test/play/picture.spec.ts sees
 * that the page made with it draws.
 */

// The renderer comes first: its parts require one another in a circle that closes well from here alone.
import 'phaser/src/renderer'
import 'phaser/src/cameras/2d/CameraManager'
import 'phaser/src/events/EventEmitter'
import 'phaser/src/gameobjects/DisplayList'
import 'phaser/src/gameobjects/GameObjectCreator'
import 'phaser/src/gameobjects/GameObjectFactory'
import 'phaser/src/gameobjects/UpdateList'
import 'phaser/src/gameobjects/image/ImageFactory'
import CONST from 'phaser/src/const'
import Game from 'phaser/src/core/Game'
import Scale from 'phaser/src/scale/const/SCALE_MODE_CONST'
import Scene from 'phaser/src/scene/Scene'

const { WEBGL } = CONST

export { Game, Scale, Scene, WEBGL }
