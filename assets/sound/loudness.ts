/**
 * How loud a short sound is: the highest momentary loudness of ITU-R BS.1770 (K-weighted,
 * mono, a window of 400 ms), in LUFS. A sound shorter than the window is measured with the
 * silence around it, which is how an ear takes it too.
 *
 * Peaks are those of the samples. The filters are the standard's own, for 48 kHz.
 */

import { RATE } from './synth'

const WINDOW = Math.round(0.4 * RATE)
const HOP = Math.round(0.01 * RATE)

interface Biquad {
  readonly b: readonly [number, number, number]
  readonly a: readonly [number, number]
}

/** The head's shelf, then the high pass. */
const HEAD: Biquad = {
  b: [1.53512485958697, -2.69169618940638, 1.19839281085285],
  a: [-1.69065929318241, 0.73248077421585],
}
const HIGH_PASS: Biquad = { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] }

export function loudnessOf(samples: Float64Array): number {
  const padded = new Float64Array(samples.length + 2 * WINDOW)
  padded.set(samples, WINDOW)
  const power = powerOf(padded)
  let loudest = 0
  for (let start = 0; start + WINDOW <= power.length; start += HOP) {
    loudest = Math.max(loudest, power.subarray(start, start + WINDOW).reduce((sum, each) => sum + each, 0) / WINDOW)
  }
  return -0.691 + 10 * Math.log10(loudest)
}

/** Of music, on average over all of it (LUFS, integrated; nothing of it is so quiet that it would be left out). */
export const averageLoudnessOf = (samples: Float64Array): number =>
  -0.691 + 10 * Math.log10(powerOf(samples).reduce((sum, each) => sum + each, 0) / samples.length)

const powerOf = (samples: Float64Array) => filtered(filtered(samples, HEAD), HIGH_PASS).map(sample => sample * sample)

/** In dBFS. */
export const peakOf = (samples: Float64Array): number =>
  20 * Math.log10(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 1e-9))

function filtered(samples: Float64Array, { b, a }: Biquad): Float64Array {
  let [x1, x2, y1, y2] = [0, 0, 0, 0]
  return samples.map(x => {
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2
    ;[x1, x2, y1, y2] = [x, x1, y, y1]
    return y
  })
}
