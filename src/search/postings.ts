/** Room is made for so much more than is there, so that it is seldom made. */
const spare = 1.2;

/**
 * In which documents a word stands, by their numbers, once each: all that MiniSearch asks of the map
 * that it keeps for each word, in a tenth of the room.
 */
export class Postings {
  /** How many documents there are. */
  size = 0;
  /** Ascending, with room behind them. */
  #numbers = new Int32Array(1);

  /** One that none of them is behind. Returns how many more there are: none where it was the last already. */
  append(document: number): 0 | 1 {
    if (this.size > 0 && this.#numbers[this.size - 1] === document) return 0;
    if (this.size === this.#numbers.length) {
      const larger = new Int32Array(Math.ceil(this.size * spare) + 1);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.size++] = document;
    return 1;
  }

  /** How often the word stands in one of them; MiniSearch asks about no others. */
  get(): 1 {
    return 1;
  }

  delete(document: number): void {
    const place = this.keys().indexOf(document);
    if (place >= 0) this.#numbers.copyWithin(place, place + 1, this.size--);
  }

  keys(): Int32Array {
    return this.#numbers.subarray(0, this.size);
  }
}
