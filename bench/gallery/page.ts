/** The page that shows the pictures: nothing but them and what they are of. */

import type { Size } from './shot'

export interface Picture {
  readonly file: string
  readonly size: Size
  readonly calm: boolean
}

export interface Entry {
  readonly caption: string
  /** Of a strip: many of one size. */
  readonly strip: boolean
  readonly pictures: readonly Picture[]
}

export const pageOf = (entries: readonly Entry[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>K8S or DIE: every screen, every animation</title>
<style>${STYLE}</style>
<h1>Every screen, every animation</h1>
${entries.map(section).join('\n')}
</html>
`

const section = ({ caption, strip, pictures }: Entry) =>
  `<section${strip ? ' class="strip"' : ''}>
<h2>${caption}</h2>
${pictures.map((picture, i) => figure(picture, strip ? `${i % 10}, ` : '')).join('\n')}
</section>`

const figure = ({ file, size, calm }: Picture, which: string) =>
  `<figure class="${size}"><a href="${file}"><img src="${file}" alt="${file.replace('.png', '')}" loading="lazy"></a><figcaption>${which}${size}${calm ? ', less motion' : ''}</figcaption></figure>`

const STYLE = `
body { margin: 2rem; background: #1b1626; color: #eee; font: 16px/1.4 system-ui, sans-serif }
section { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start }
h2 { width: 100%; margin: 2rem 0 0 }
figure { margin: 0 }
figcaption { color: #bbb; font-size: 0.85rem }
img { height: 420px; width: auto; display: block; background: #000 }
.strip img { height: 216px }
`
