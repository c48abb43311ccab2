/** The half of the page that no first run needs. */

import { describe, expect, it } from 'vitest'
import { openHalves, type Second } from '../../src/page/halves'

/** A net that is down, and then is not. */
function aPage() {
  const seen = { down: true, asked: 0, came: 0, failed: [] as string[] }
  const load = async () => {
    seen.asked += 1
    if (seen.down) throw new Error('Failed to fetch')
    return {} as Second
  }
  const halves = openHalves(
    () => {
      seen.came += 1
    },
    why => seen.failed.push(why),
    load,
  )
  return { seen, halves }
}

const settled = () => new Promise(resolve => setTimeout(resolve, 0))

describe('The second half of the page', () => {
  it('that nobody waits for is sent for once, whether it comes or not', async () => {
    const { seen, halves } = aPage()
    for (let frame = 0; frame < 3; frame += 1) {
      halves.send(false)
      await settled()
    }
    expect(seen).toMatchObject({ asked: 1, failed: ['Failed to fetch'] })
  })

  it('that somebody waits for is sent for again, and once it is here never more', async () => {
    const { seen, halves } = aPage()
    halves.send(false)
    await settled()
    seen.down = false
    for (let frame = 0; frame < 3; frame += 1) {
      halves.send(true)
      await settled()
    }
    expect(seen).toMatchObject({ asked: 2, came: 1 })
    expect(halves.second).toBeDefined()
  })
})
