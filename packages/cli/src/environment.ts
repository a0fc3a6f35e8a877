import { execFile } from 'child_process';
import { createReadStream } from 'fs';
import { open, stat, writeFile } from 'fs/promises';
import { promisify } from 'util';

/** What the command needs of the process it runs in. */
export interface Environment {
  variables: Record<string, string | undefined>;
  out(text: string): void;
  err(text: string): void;
  /** Bytes of a file, at most one more than `limit`; `-` is standard input. */
  read(file: string, limit: number): Promise<Uint8Array>;
  write(file: string, text: string): Promise<void>;
  /**
   * What git answers in a folder, up to `limit` bytes. Rejects with what it
   * complains about.
   */
  git(
    args: string[],
    options: { folder: string; limit: number },
  ): Promise<Uint8Array>;
}

async function readFileUpTo(file: string, limit: number): Promise<Uint8Array> {
  const { size } = await stat(file);
  const handle = await open(file);
  try {
    const buffer = Buffer.alloc(Math.min(size, limit + 1));
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(
        buffer,
        length,
        buffer.length - length,
      );
      if (bytesRead === 0) {
        break;
      }
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  } finally {
    await handle.close();
  }
}

async function readStreamUpTo(
  stream: NodeJS.ReadableStream,
  limit: number,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    chunks.push(bytes);
    length += bytes.length;
    if (length > limit) {
      break;
    }
  }
  return Buffer.concat(chunks);
}

/** The environment of this very process. */
export const processEnvironment = (): Environment => ({
  variables: process.env,
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  read: async (file, limit) => {
    if (file === '-') {
      return readStreamUpTo(process.stdin, limit);
    }
    // Pipes and devices have no size to read up to.
    return (await stat(file)).isFile()
      ? readFileUpTo(file, limit)
      : readStreamUpTo(createReadStream(file), limit);
  },
  write: (file, text) => writeFile(file, text),
  git: async (args, { folder, limit }) => {
    const { stdout } = await promisify(execFile)('git', args, {
      cwd: folder,
      encoding: 'buffer',
      maxBuffer: limit,
    });
    return stdout;
  },
});
