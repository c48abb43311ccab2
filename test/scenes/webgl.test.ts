import { afterEach, expect, it, vi } from 'vitest'
import { demandWebGL, NoWebGL } from '../../src/scenes/webgl'

afterEach(() => vi.restoreAllMocks())

it('Where there is no WebGL, that is said', () => {
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  expect(demandWebGL).toThrow(NoWebGL)
})

it('A context that was opened to see is given back', () => {
  const loseContext = vi.fn()
  const context = { getExtension: () => ({ loseContext }) } as unknown as WebGLRenderingContext
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context)
  demandWebGL()
  expect(loseContext).toHaveBeenCalledOnce()
})
