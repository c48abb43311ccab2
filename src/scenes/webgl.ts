/** Whether this browser can draw the picture at all. */

export class NoWebGL extends Error {
  constructor() {
    super('This browser offers no WebGL, which the picture needs.')
  }
}

export function demandWebGL(): void {
  const context = document.createElement('canvas').getContext('webgl')
  if (!context) throw new NoWebGL()
  context.getExtension('WEBGL_lose_context')?.loseContext() // browsers keep only a few at a time
}
