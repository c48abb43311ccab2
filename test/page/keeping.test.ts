import { describe, expect, it } from 'vitest'
import { openKeeping } from '../../src/page/keeping'
import { memoryStore } from '../../src/session/ports'

describe('Captions', () => {
  it('are off until somebody wants them, and then stay on', () => {
    const store = memoryStore()
    const keeping = openKeeping(store, false)
    expect(keeping.settings.captions).toBe(false)
    keeping.set({ ...keeping.settings, captions: true })
    expect(openKeeping(store, false).settings.captions).toBe(true)
  })

  it('are not turned on by something that is neither on nor off', () => {
    const store = memoryStore()
    const keeping = openKeeping(store, false)
    keeping.set({ ...keeping.settings, captions: 'yes' as unknown as boolean })
    expect(openKeeping(store, false).settings.captions).toBe(false)
  })
})
