/**
 * How the page is served while it is made, and built to be put anywhere.
 *
 * Every path is relative, so `dist/` works from a subfolder. There is no public
 * folder: what the page loads stands in `assets/` and is imported by its URL, so
 * a missing file breaks the build and not the player's evening.
 */

import { defineConfig } from 'vite'
import { levelFiles } from './src/cli/level-files.ts'
import { slimPhaser } from './src/cli/slim-phaser.ts'
import { toldFigures } from './src/cli/told-figures.ts'

export default defineConfig({
  plugins: [levelFiles(), toldFigures(), slimPhaser],
  base: './',
  appType: 'mpa', // one real page: an address that names no file answers 404, not the game
  publicDir: false,
  resolve: { alias: { howler: 'howler/dist/howler.core.min.js' } }, // without its sounds in space, which nobody plays
  server: { strictPort: true },
  preview: { strictPort: true },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // files stay files: cached one by one, and loaded by URL like all the others
    chunkSizeWarningLimit: 2000, // Phaser, in kB
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'phaser', test: /node_modules[\\/]phaser[\\/]/ }], // changes rarely, so it stays in the cache
        },
      },
    },
  },
})
