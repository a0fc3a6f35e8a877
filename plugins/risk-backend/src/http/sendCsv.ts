import { Readable } from 'stream';
import { pipeline } from 'stream/promises';
import { Response } from 'express';

/** Streams text, so that a long list is never in memory as a whole. */
export async function sendCsv(
  response: Response,
  text: AsyncIterable<string>,
  fileName: string,
): Promise<void> {
  response.status(200);
  response.type('text/csv; charset=utf-8');
  response.attachment(fileName);
  await pipeline(Readable.from(text), response);
}
