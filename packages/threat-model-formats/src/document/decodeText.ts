import { ThreatModelFormatError } from '../errors';
import { Limits } from '../limits';

const megabytes = (bytes: number) => `${Math.ceil(bytes / 104_857.6) / 10} MB`;

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * The encoding a byte order mark announces; UTF-8 without one.
 * Text of another encoding has no reliable sign and is refused as invalid UTF-8.
 */
function encodingOf(bytes: Uint8Array): string {
  if (
    startsWith(bytes, 0xff, 0xfe, 0, 0) ||
    startsWith(bytes, 0, 0, 0xfe, 0xff)
  ) {
    return 'utf-32';
  }
  if (startsWith(bytes, 0xff, 0xfe)) {
    return 'utf-16le';
  }
  if (startsWith(bytes, 0xfe, 0xff)) {
    return 'utf-16be';
  }
  return 'utf-8';
}

/** Offset of the first byte that is not UTF-8: the prefix before it decodes. */
function firstInvalidOffset(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    try {
      // `stream` forgives a character cut in two at the end of the prefix.
      new TextDecoder('utf-8', { fatal: true }).decode(
        bytes.subarray(0, middle),
        { stream: true },
      );
      low = middle;
    } catch {
      high = middle - 1;
    }
  }
  return low;
}

/**
 * The text of a file, without its byte order mark.
 * @throws {@link ThreatModelFormatError} `empty-file`, `too-large`, `archive`
 * or `encoding`, before anything is parsed.
 */
export function decodeText(
  bytes: Uint8Array,
  fileName: string,
  limits: Limits,
): string {
  const fail = (
    code: ThreatModelFormatError['code'],
    problem: string,
    position?: ThreatModelFormatError['position'],
  ) =>
    new ThreatModelFormatError(
      code,
      fileName,
      `${fileName}: ${problem}`,
      position,
    );

  if (bytes.length > limits.maxBytes) {
    throw fail(
      'too-large',
      `the file has ${megabytes(bytes.length)}, more than the ${megabytes(
        limits.maxBytes,
      )} that are read. Remove embedded images, or split the model.`,
    );
  }
  if (
    startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ||
    startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)
  ) {
    throw fail(
      'archive',
      'the file is a zip archive. Unpack it and import the threat model inside.',
    );
  }
  if (startsWith(bytes, 0x1f, 0x8b)) {
    throw fail(
      'archive',
      'the file is compressed with gzip. Unpack it and import the threat model inside.',
    );
  }

  const encoding = encodingOf(bytes);
  if (encoding === 'utf-32') {
    throw fail('encoding', 'the text is UTF-32. Save it as UTF-8.');
  }
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    if (encoding !== 'utf-8') {
      throw fail(
        'encoding',
        `the byte order mark announces ${encoding.toUpperCase()}, but the text is not. Save it as UTF-8.`,
      );
    }
    const valid = new TextDecoder().decode(
      bytes.subarray(0, firstInvalidOffset(bytes)),
      { stream: true },
    );
    const line = valid.split('\n').length;
    const column = valid.length - valid.lastIndexOf('\n');
    throw fail(
      'encoding',
      `the text is not UTF-8 (line ${line}, column ${column}). Save it as UTF-8.`,
      { line, column },
    );
  }
  if (text.includes('\u0000')) {
    throw fail(
      'encoding',
      'the file has zero bytes: it is binary, or UTF-16 without a byte order mark. Save it as UTF-8.',
    );
  }
  if (text.trim() === '') {
    throw fail(
      'empty-file',
      'the file is empty. Check that the export finished, and import it again.',
    );
  }
  return text;
}
