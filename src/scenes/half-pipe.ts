/**
 * The half pipe of the title: its shape, and where on it somebody is after so many
 * seconds. Riders coast: what they lose in height they have in speed, and whoever
 * still has some at the coping flies. Pure; one ride always looks the same.
 */

export interface Pipe {
  /** Where the copings are. */
  readonly left: number
  readonly right: number
  readonly deck: number
  readonly floor: number
}

export interface Ride {
  readonly x: number
  readonly y: number
  /** Quarter turns to the right: -1 lies against the right wall. */
  readonly turn: number
  readonly goesLeft: boolean
  /** In the air, how far through it: 0 to 1. */
  readonly air: number | undefined
  /** Share of the way down from the coping. */
  readonly depth: number
}

/** How somebody rides: how fast over the coping, and how many times round in the air. */
export interface Style {
  readonly speed: number
  readonly spins: number
  /** Of its round, where it is at the beginning. */
  readonly ahead: number
}

const GRAVITY = 150 // pixels a second, a second

const radiusOf = ({ deck, floor }: Pipe) => floor - deck

/** How high the surface is under `x`; behind the copings, the decks. */
export function surface(pipe: Pipe, x: number): number {
  const radius = radiusOf(pipe)
  const in_ = Math.min(x - pipe.left, pipe.right - x)
  if (in_ < 0) return pipe.deck
  if (in_ >= radius) return pipe.floor
  return pipe.deck + Math.sqrt(radius ** 2 - (radius - in_) ** 2)
}

/** By the way along the surface from the left coping. */
function along(pipe: Pipe, way: number) {
  const radius = radiusOf(pipe)
  const arc = (radius * Math.PI) / 2
  const flat = pipe.right - pipe.left - 2 * radius
  if (way < arc) return onArc(pipe.left + radius, -1, way / radius)
  if (way < arc + flat) return { x: pipe.left + radius + way - arc, y: pipe.floor, turn: 0 }
  return onArc(pipe.right - radius, 1, (2 * arc + flat - way) / radius)

  /** `down` from the coping, as an angle. */
  function onArc(middle: number, side: -1 | 1, down: number) {
    const turn = -side * (1 - (down * 2) / Math.PI)
    return { x: middle + side * radius * Math.cos(down), y: pipe.deck + radius * Math.sin(down), turn }
  }
}

const wayAcross = (pipe: Pipe) => pipe.right - pipe.left - 2 * radiusOf(pipe) + Math.PI * radiusOf(pipe)

/** Where it is at each hundredth of a second on its way across. */
export function crossing(pipe: Pipe, { speed }: Style): readonly number[] {
  const ways: number[] = []
  for (let way = 0; way < wayAcross(pipe); ) {
    ways.push(way)
    const fallen = Math.max(0, along(pipe, way).y - pipe.deck)
    way += Math.sqrt(speed ** 2 + 2 * GRAVITY * fallen) / 100
  }
  return ways
}

export function rideAt(pipe: Pipe, style: Style, ways: readonly number[], seconds: number): Ride {
  const flight = (2 * style.speed) / GRAVITY
  const half = flight + ways.length / 100
  const since = (seconds + style.ahead * 2 * half) % (2 * half)
  const goesLeft = since >= half
  const into = since % half
  const ride = into < flight ? flying(pipe, style, into, flight) : rolling(pipe, ways, into - flight)
  return goesLeft ? mirrored(pipe, ride) : ride
}

/** Over the left coping: up with the face to the sky, and down again with it to the floor. */
function flying(pipe: Pipe, { speed, spins }: Style, into: number, flight: number): Ride {
  const air = into / flight
  const swing = Math.sin(air * Math.PI)
  return {
    x: pipe.left + 4 * swing,
    y: pipe.deck - speed * into + (GRAVITY * into * into) / 2,
    turn: 1 - 0.6 * swing - 4 * spins * air,
    goesLeft: air < 0.5,
    air,
    depth: 0,
  }
}

function rolling(pipe: Pipe, ways: readonly number[], into: number): Ride {
  const at = along(pipe, ways[Math.min(ways.length - 1, Math.floor(into * 100))] ?? 0)
  return { ...at, goesLeft: false, air: undefined, depth: (at.y - pipe.deck) / radiusOf(pipe) }
}

const mirrored = (pipe: Pipe, ride: Ride): Ride => ({
  ...ride,
  x: pipe.left + pipe.right - ride.x,
  turn: -ride.turn,
  goesLeft: !ride.goesLeft,
})
