/**
 * How an image is named in a pod spec: `[registry/]repository[:tag]`, by the grammar of
 * github.com/distribution/reference. What stands before the first slash is a registry
 * if it has a dot or a port or is `localhost`. Without a tag `latest` is meant.
 *
 * Leaves out digests (`@sha256:…`), and the `library/` that Docker Hub alone puts before a
 * repository of one word. Pure.
 */

/** distribution/reference allows no more for a repository. */
export const LONGEST_IMAGE = 255

const WORD = '[a-z0-9]+'
const COMPONENT = `${WORD}((\\.|_|__|-+)${WORD})*`
const HOST_WORD = '([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const HOST = `(localhost|${HOST_WORD}(\\.${HOST_WORD})+|${HOST_WORD}(\\.${HOST_WORD})*:[0-9]+|localhost:[0-9]+)`
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}'

export const IMAGE_PATTERN = new RegExp(`^(${HOST}/)?${COMPONENT}(/${COMPONENT})*(:${TAG})?$`)

/** From the names that are set aside for documentation (RFC 2606): where an image is looked for that names no registry. */
export const REGISTRY = 'registry.example'

export interface Reference {
  readonly registry: string
  readonly repository: string
  readonly tag: string
}

export function referenceOf(image: string): Reference {
  const slash = image.indexOf('/')
  const first = image.slice(0, Math.max(0, slash))
  const isHost = /[.:]/.test(first) || first === 'localhost'
  const rest = isHost ? image.slice(slash + 1) : image
  const colon = rest.indexOf(':')
  return {
    registry: isHost ? first : REGISTRY,
    repository: colon < 0 ? rest : rest.slice(0, colon),
    tag: colon < 0 ? 'latest' : rest.slice(colon + 1),
  }
}

/** Two images are one if this is the same. */
export function fullReference(image: string): string {
  const { registry, repository, tag } = referenceOf(image)
  return `${registry}/${repository}:${tag}`
}
