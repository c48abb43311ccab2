/** How well one colour can be read on another: both as `#rrggbb`. */

/** WCAG's ratio, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** What is seen of a colour through another that covers so much of it. */
export const veiled = (behind: string, veil: string, share: number): string =>
  `#${[1, 3, 5]
    .map(at => Math.round(channel(veil, at) * share + channel(behind, at) * (1 - share)))
    .map(value => value.toString(16).padStart(2, '0'))
    .join('')}`

const channel = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16)

function luminance(colour: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(at => channel(colour, at) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
