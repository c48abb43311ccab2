/**
 * Work told as one story that pauses now and then to say how many ticks it has taken.
 */

import type { Work } from './work'

export type Story<Result> = Generator<number, Result>

export function sliced<Result>(story: Story<Result>): Work<Result> {
  let result: Result | undefined
  let ended = false
  return {
    go(ticks) {
      let taken = 0
      while (!ended && taken < ticks) {
        const next = story.next()
        if (next.done) {
          result = next.value
          ended = true
        } else taken += next.value
      }
      return taken
    },
    get result() {
      return result
    },
  }
}
