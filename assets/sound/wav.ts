/** WAV files of 16 bits, mono, which is what the encoders take and the decoders give. */

import { RATE } from './synth'

const HEADER = 44
const FULL = 32_767

export function wavOf(samples: Float64Array): Buffer {
  const file = Buffer.alloc(HEADER + samples.length * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(file.length - 8, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16) // bytes of what follows up to `data`
  file.writeUInt16LE(1, 20) // PCM
  file.writeUInt16LE(1, 22) // channels
  file.writeUInt32LE(RATE, 24)
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

export function samplesIn(file: Buffer): Float64Array {
  const start = file.indexOf('data') + 8
  const samples = new Float64Array(Math.floor((file.length - start) / 2))
  return samples.map((_, i) => file.readInt16LE(start + i * 2) / FULL)
}
