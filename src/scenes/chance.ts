/** The same park every night: a whole number that follows from two others. */
export function chance(of: number, stream: number) {
  let mixed = Math.imul(of + 0x9e37, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
