/** Pages of the documentation are written as Markdown. */

export const heading = (level: number, text: string) => `${'#'.repeat(level)} ${text}`

export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => '---'), ...rows].map(row => `| ${row.map(inCell).join(' | ')} |`).join('\n')

/** A bar or a new line would end the cell. */
const inCell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

export const listing = (lines: readonly string[]): string => ['```text', ...lines, '```'].join('\n')
