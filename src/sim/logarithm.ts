/**
 * The natural logarithm, the same to the bit in every engine.
 *
 * `Math.log` may differ in its last bits from one engine to the next. Here it is a
 * series of additions, multiplications and divisions, which IEEE 754 rounds alike
 * everywhere: ln n = k ln 2 + 2 artanh((m - 1) / (m + 1)), for n = 2^k m with m < 2.
 * Computed rather than looked up, for it is asked for numbers up to 5,000.
 */

/** With z at most a third, more terms change nothing. */
const TERMS = 20
const LN2 = 2 * artanh(1 / 3)

/** For whole numbers from 1 on; right to about the fifteenth digit. */
export function naturalLog(n: number): number {
  let halvings = 0
  let m = n
  while (m >= 2) {
    m /= 2
    halvings += 1
  }
  return halvings * LN2 + 2 * artanh((m - 1) / (m + 1))
}

function artanh(z: number): number {
  let sum = 0
  let power = z
  for (let i = 0; i < TERMS; i += 1) {
    sum += power / (2 * i + 1)
    power *= z * z
  }
  return sum
}
