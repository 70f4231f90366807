/**
 * In which documents a word stands, by their numbers, once each: all that MiniSearch asks of the map
 * that it keeps for each word, in a tenth of the room.
 */
export class Postings {
  /** How many documents there are. */
  size = 0;
  /** Ascending, with room behind them. */
  #numbers = new Int32Array(1);

  /** One more, that none of them is behind. */
  append(document: number): void {
    if (this.size === this.#numbers.length) {
      const larger = new Int32Array(Math.ceil(this.size * spare) + 1);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.size++] = document;
  }

  /** How often the word stands there. */
  get(document: number): 1 | undefined {
    const place = this.#placeOf(document);
    return place < this.size && this.#numbers[place] === document ? 1 : undefined;
  }

  delete(document: number): void {
    if (this.get(document) === undefined) return;
    const place = this.#placeOf(document);
    this.#numbers.copyWithin(place, place + 1, this.size--);
  }

  keys(): Iterable<number> {
    return this.#numbers.subarray(0, this.size);
  }

  /** Where the document is, or would be. */
  #placeOf(document: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#numbers[middle] ?? 0) < document) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Room is made for so much more than is there, so that it is seldom made. */
const spare = 1.2;
