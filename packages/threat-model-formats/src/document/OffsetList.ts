/** A list of offsets of four bytes each, where one of numbers would take eight and more. */
export class OffsetList {
  length = 0;
  private offsets = new Uint32Array(64);

  /** Appends an offset; answers its position. */
  push(offset: number): number {
    if (this.length === this.offsets.length) {
      const grown = new Uint32Array(this.length * 2);
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.offsets[this.length] = offset;
    this.length += 1;
    return this.length - 1;
  }

  at(position: number): number | undefined {
    return position < this.length ? this.offsets[position] : undefined;
  }

  set(position: number, offset: number): void {
    this.offsets[position] = offset;
  }

  /** Position of an offset in a list that ascends; undefined when it is not in it. */
  positionOf(offset: number): number | undefined {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offsets[middle] < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.at(low) === offset ? low : undefined;
  }
}
