// What was read from the vault lives as long as the vault is open, and not a moment longer.

const clearers = new Set<() => void>();

/** Registers what must be forgotten when the vault locks. The answer takes it off again. */
export function onLock(clear: () => void): () => void {
  clearers.add(clear);
  return () => clearers.delete(clear);
}

/** Clears everything registered. One that throws does not keep the others. */
export function forgetAll(): void {
  for (const clear of clearers) {
    try {
      clear();
    } catch (cause) {
      console.error("a state did not clear", (cause as Error).name);
    }
  }
}
