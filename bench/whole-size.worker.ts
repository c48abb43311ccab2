/** The whole size in a browser's worker: the same code and the same seed as in Node. */

import { carry, type Size } from './whole-size'

addEventListener('message', ({ data }: MessageEvent<{ readonly size: Size; readonly seed: number }>) => {
  postMessage(carry(data.size, data.seed))
})
