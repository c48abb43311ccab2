/** Our own letters, for names and numbers on the picture. What is to be read as a sentence is the page's. */

/** `letter` is 5x7, `tiny` 3x5. */
export type Typeface = 'letter' | 'tiny'

const ADVANCE: Readonly<Record<Typeface, number>> = { letter: 6, tiny: 4 }
const NARROW = 'I:.!'

export const letterOf = (letter: string, face: Typeface) => `${face}/${letter}`

export const advance = (letter: string, face: Typeface) =>
  face === 'letter' && NARROW.includes(letter) ? 4 : letter === ' ' ? 3 : ADVANCE[face]

export const widthOf = (text: string, face: Typeface = 'letter') =>
  [...text.toUpperCase()].reduce((sum, letter) => sum + advance(letter, face), -1)
