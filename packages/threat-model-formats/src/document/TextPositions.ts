/**
 * Translates offsets in a text into 1-based lines and columns. The index of
 * lines is built on first use: most files are read without a single question.
 */
export class TextPositions {
  private lineStarts: number[] | undefined;

  constructor(private readonly text: string) {}

  at(offset: number): { line: number; column: number } {
    const starts = this.lines();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  }

  private lines(): number[] {
    if (!this.lineStarts) {
      this.lineStarts = [0];
      let newline = this.text.indexOf('\n');
      while (newline !== -1) {
        this.lineStarts.push(newline + 1);
        newline = this.text.indexOf('\n', newline + 1);
      }
    }
    return this.lineStarts;
  }
}
