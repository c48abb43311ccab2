/** WAV files of 16 bits, mono, which is what the encoders take and the decoders give. */

import { RATE } from './synth'

const HEADER = 44
const FULL = 32_767
const RATE_AT = 24

export function wavOf(samples: Float64Array): Buffer {
  const file = Buffer.alloc(HEADER + samples.length * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16) // bytes of what follows up to `data`
  file.writeUInt16LE(1, 20) // PCM
  file.writeUInt16LE(1, 22) // channels
  file.writeUInt32LE(RATE, RATE_AT)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, i) => {
    file.writeInt16LE(Math.round(sample * FULL), HEADER + i * 2)
  })
  return file
}

/** At our rate, whatever the file's: between two samples, on the straight line. */
export function samplesIn(file: Buffer): Float64Array {
  const start = file.indexOf('data') + 8
  const many = Math.floor((file.length - start) / 2)
  const step = file.readUInt32LE(RATE_AT) / RATE
  const sample = (i: number) => (i < many ? file.readInt16LE(start + i * 2) / FULL : 0)
  return new Float64Array(Math.floor(many / step)).map((_, i) => {
    const [left, share] = [Math.floor(i * step), (i * step) % 1]
    return sample(left) * (1 - share) + sample(left + 1) * share
  })
}
