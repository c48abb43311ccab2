/**
 * Errands: what the HUD asks for that is neither play nor a way through the app.
 * Files, the clipboard, settings.
 */

import type { Hud } from '../hud/hud'
import type { Errand, Settings } from '../hud/screen'
import { printRun, type RunFile } from '../session/run-file'
import type { Keeping } from './keeping'

export interface Desk {
  readonly hud: () => Hud
  readonly keeping: Keeping
  /** Of a round of a duel, or of the run at the board. */
  readonly runFile: (round?: number) => RunFile | undefined
  readonly changed: (before: Settings) => void
  /** Watches the run that a file holds. */
  readonly open: (file: File) => Promise<void>
  readonly daily: () => Promise<void>
  readonly otherLine: (choice: number) => void
}

export async function run(errand: Errand, desk: Desk): Promise<void> {
  const { hud, keeping } = desk
  switch (errand.type) {
    case 'SETTINGS':
      return setTo(errand.settings, desk)
    case 'BUY_CAPE':
      return hud().ask('cape', () => void bought(desk))
    case 'DAILY':
      return desk.daily()
    case 'EXPORT_PROGRESS':
      return download('k8s-or-die-progress.json', await keeping.exported())
    case 'IMPORT_PROGRESS':
      return takeIn(errand.file, desk)
    case 'COPY_RUNBOOK':
      return hud().notify(await copied(errand.text))
    case 'OPEN_RUN':
      return desk.open(errand.file)
    case 'OTHER_LINE':
      return desk.otherLine(errand.choice)
    case 'COPY_LINK':
      return copyLink(desk, errand.round)
    case 'DOWNLOAD_RUN': {
      const file = desk.runFile()
      if (file) download(`${file.level.id}-run.json`, `${printRun(file)}\n`)
    }
  }
}

function setTo(settings: Settings, { keeping, changed }: Desk): void {
  const before = keeping.settings
  keeping.set(settings)
  changed(before)
}

async function bought({ keeping, changed, hud }: Desk): Promise<void> {
  const before = keeping.settings
  await keeping.buyCape()
  hud().notify('cape.bought')
  changed(before)
}

async function takeIn(file: File, { keeping, changed, hud }: Desk): Promise<void> {
  const before = keeping.settings
  hud().notify(await keeping.imported(await file.text()))
  changed(before)
}

async function copyLink({ runFile, hud }: Desk, round: number | undefined): Promise<void> {
  const file = runFile(round)
  if (!file) return
  const { LONG_LINK, linkOf } = await import('../session/link')
  const link = `${location.origin}${location.pathname}${linkOf(file)}`
  const said = await copied(link)
  hud().notify(said === 'notify.copied' && link.length > LONG_LINK ? 'notify.copiedLong' : said)
}

async function copied(text: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(text)
    return 'notify.copied'
  } catch {
    return 'notify.notCopied' // forbidden, or no clipboard on an insecure page
  }
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
}
