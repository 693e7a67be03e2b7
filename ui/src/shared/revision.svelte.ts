// One number that grows whenever something was written, so that the screens in view
// know that what they show is old. It says nothing about what changed.

class Revision {
  #count = $state(0);

  /** Reading this inside an effect makes the effect run again after each write. */
  get count(): number {
    return this.#count;
  }

  bump(): void {
    this.#count += 1;
  }
}

export const revision = new Revision();
