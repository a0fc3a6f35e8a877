import { ParsedDocument } from '../format';
import { ImportWarning, SourcePosition } from '../model';
import { countFinding } from './countFinding';

/** Warnings of one kind that are listed one by one; the rest is counted. */
const listedPerCode = 50;

/** Collects the warnings of one model, each with its place in the file. */
export class WarningLog {
  private readonly warnings: ImportWarning[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly document: ParsedDocument) {}

  get fileName(): string {
    return this.document.fileName;
  }

  add(code: string, pointer: string, message: string): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= listedPerCode) {
      this.warnings.push({ code, message, position: this.position(pointer) });
    }
  }

  /** In YAML an empty value is the usual way to write an empty list. */
  addNullList(pointer: string): void {
    if (this.document.syntax === 'json') {
      this.add(
        'null-list',
        pointer,
        'Here is null where a list belongs; it was read as an empty list.',
      );
    }
  }

  /** @throws ThreatModelFormatError `too-complex` when the file has too many findings. */
  countFinding(): void {
    countFinding(this.document);
  }

  position(pointer: string): SourcePosition {
    return { pointer, ...this.document.locate(pointer) };
  }

  /** All warnings; a code that occurred too often ends with a count of the rest. */
  list(): ImportWarning[] {
    const rest = [...this.counts]
      .filter(([, count]) => count > listedPerCode)
      .map(([code, count]) => ({
        code,
        message: `${count - listedPerCode} more of this kind.`,
      }));
    return [...this.warnings, ...rest];
  }
}
