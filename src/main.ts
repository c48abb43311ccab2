/** Wiring: the only file that knows every floor. */

export {}
