/** Whole numbers appended one by one, in a quarter of the memory of an array. */
export class GrowingArray {
  #values = new Int32Array(1_024);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  get length(): number {
    return this.#length;
  }

  /** A view of what was appended so far. */
  values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }
}
