import { describe, expect, it } from 'vitest'
import { FACE_OF, FACE_OF_SIGN, FACES } from '../../src/view/faces'

describe('The faces of faults', () => {
  it('are all of something', () => {
    const used = new Set([...Object.values(FACE_OF), ...Object.values(FACE_OF_SIGN)])
    expect(FACES.filter(face => !used.has(face))).toEqual([])
  })
})
