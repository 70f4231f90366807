/**
 * In which documents a word stands, by their numbers: all that MiniSearch asks of the map that it
 * keeps for each word, in a tenth of the room.
 */
export class Postings {
  /** How many documents there are. */
  size = 0;
  /** Ascending; each as often as its document has the word. */
  #numbers = new Int32Array(1);
  #length = 0;

  /** Once more for a document that none is behind; tells whether it is new. */
  append(document: number): boolean {
    const isNew = this.#numbers[this.#length - 1] !== document;
    this.#makeRoom(this.#length + 1);
    this.#numbers[this.#length++] = document;
    if (isNew) this.size++;
    return isNew;
  }

  get(document: number): number | undefined {
    const start = this.#placeOf(document);
    let end = start;
    while (end < this.#length && this.#numbers[end] === document) end++;
    return end === start ? undefined : end - start;
  }

  set(document: number, times: number): void {
    this.#replace(document, times);
  }

  delete(document: number): void {
    this.#replace(document, 0);
  }

  *keys(): Generator<number> {
    for (let i = 0; i < this.#length; i++) {
      const document = this.#numbers[i] ?? 0;
      if (document !== this.#numbers[i - 1]) yield document;
    }
  }

  #replace(document: number, times: number): void {
    const before = this.get(document) ?? 0;
    const start = this.#placeOf(document);
    const length = this.#length + times - before;
    this.#makeRoom(length);
    this.#numbers.copyWithin(start + times, start + before, this.#length);
    this.#numbers.fill(document, start, start + times);
    this.#length = length;
    this.size += Math.sign(times) - Math.sign(before);
  }

  #makeRoom(length: number): void {
    if (length <= this.#numbers.length) return;
    const larger = new Int32Array(Math.ceil(length * spare) + 1);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }

  /** Where the document is, or would be. */
  #placeOf(document: number): number {
    let low = 0;
    let high = this.#length;
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
