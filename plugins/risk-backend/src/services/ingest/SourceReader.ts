import { promises as fs } from 'fs';
import path from 'path';
import { Readable } from 'stream';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ImportRefusedError } from './ImportRefusedError';

export interface SourceReaderOptions {
  urlReader: UrlReaderService;
  maxBytes: number;
  allowFileLocations: boolean;
}

/** A document as it stands at its location. */
export interface ReadDocument {
  bytes: Uint8Array;
  fileName: string;
  etag: string | null;
}

/** Name of the file at a location, for messages. */
export function fileNameOf(location: string): string {
  const withoutQuery = location.replace(/[?#].*$/, '');
  const name = withoutQuery.slice(withoutQuery.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name).slice(0, 255) || location.slice(0, 255);
  } catch {
    return name.slice(0, 255);
  }
}

const refuse = (location: string, code: string, message: string) =>
  new ImportRefusedError({ code, message, file: fileNameOf(location) });

/** Reads the documents that annotations point to. */
export class SourceReader {
  constructor(private readonly options: SourceReaderOptions) {}

  /**
   * Reads a location, unless it is as `etag` says.
   *
   * @param folder - folder within which a `file:` location must really lie
   * @returns undefined when nothing has changed
   * @throws ImportRefusedError when it is missing, unreadable or too large
   */
  async read(
    location: string,
    known: { etag?: string | null; folder?: string },
  ): Promise<ReadDocument | undefined> {
    return location.startsWith('file:')
      ? this.#readFile(location, known.folder)
      : this.#readUrl(location, known.etag ?? undefined);
  }

  async #readUrl(location: string, etag: string | undefined) {
    try {
      const response = await this.options.urlReader.readUrl(location, { etag });
      const bytes = response.stream
        ? await this.#bounded(location, response.stream())
        : await response.buffer();
      this.#checkSize(location, bytes.byteLength);
      return {
        bytes,
        fileName: fileNameOf(location),
        etag: response.etag?.slice(0, 255) ?? null,
      };
    } catch (error) {
      if (error instanceof ImportRefusedError) throw error;
      if (isError(error) && error.name === 'NotModifiedError') return undefined;
      if (isError(error) && error.name === 'NotFoundError') {
        throw refuse(
          location,
          'not-found',
          `${fileNameOf(
            location,
          )} is not there. Add the file, or correct the annotation.`,
        );
      }
      // The message of the host may quote what the reader must not see.
      throw refuse(
        location,
        'unreadable',
        `${fileNameOf(
          location,
        )} could not be read. Check that the portal may read this repository (backend.reading.allow, integrations).`,
      );
    }
  }

  async #bounded(location: string, stream: Readable): Promise<Uint8Array> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      size += bytes.byteLength;
      if (size > this.options.maxBytes) stream.destroy();
      this.#checkSize(location, size);
      chunks.push(bytes);
    }
    return Buffer.concat(chunks);
  }

  async #readFile(location: string, folder: string | undefined) {
    if (!this.options.allowFileLocations || folder === undefined) {
      throw refuse(
        location,
        'file-locations-off',
        'Files of this machine are not read here.',
      );
    }
    try {
      const root = await fs.realpath(folder);
      // Only the real path tells where a link leads.
      const file = await fs.realpath(location.slice('file:'.length));
      if (!file.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) {
        throw refuse(
          location,
          'outside-folder',
          `${fileNameOf(
            location,
          )} leads out of the folder of catalog-info.yaml. Move the file into that folder.`,
        );
      }
      const { size, mtimeMs } = await fs.stat(file);
      this.#checkSize(location, size);
      return {
        bytes: await fs.readFile(file),
        fileName: fileNameOf(location),
        etag: `${size}-${mtimeMs}`,
      };
    } catch (error) {
      if (error instanceof ImportRefusedError) throw error;
      const isMissing =
        isError(error) && 'code' in error && error.code === 'ENOENT';
      throw refuse(
        location,
        isMissing ? 'not-found' : 'unreadable',
        isMissing
          ? `${fileNameOf(
              location,
            )} is not there. Add the file, or correct the annotation.`
          : `${fileNameOf(location)} could not be read. Check its permissions.`,
      );
    }
  }

  #checkSize(location: string, size: number) {
    if (size > this.options.maxBytes) {
      throw refuse(
        location,
        'too-large',
        `${fileNameOf(location)} is larger than ${
          this.options.maxBytes
        } bytes. Split the model, or ask for a higher risk.sync.maxFileBytes.`,
      );
    }
  }
}
