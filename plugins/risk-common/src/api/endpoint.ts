import { z } from 'zod';

/**
 * One endpoint of the API: the single description that the router validates
 * with, the client calls by and `openapi.yaml` is generated from.
 * @public
 */
export interface Endpoint {
  method: 'get' | 'post' | 'put';
  /** Express style, relative to the plugin's base URL. */
  path: string;
  summary: string;
  tag: string;
  params?: z.ZodType;
  query?: z.ZodType;
  /** JSON body, or `binary` for the bytes of a file. */
  body?: z.ZodType | 'binary';
  /** JSON response, or `csv`. */
  response: z.ZodType | 'csv';
  /** A read that the audit log keeps although it changes nothing: the answer leaves the portal as a file. */
  recorded?: boolean;
  /** Status codes besides 200, 400, 401 and 403, with their meaning. */
  errors?: Record<number, string>;
}

/**
 * Keeps the exact types of an endpoint.
 * @internal
 */
export const defineEndpoint = <const E extends Endpoint>(endpoint: E) =>
  endpoint;

type Part<K extends string, T> = T extends z.ZodType
  ? { [P in K]: z.input<T> }
  : {};

type Body<E extends Endpoint> = E['body'] extends 'binary'
  ? { body: Blob | ArrayBuffer | Uint8Array<ArrayBuffer> }
  : Part<'body', E['body']>;

/**
 * What a caller gives to an endpoint.
 * @public
 */
export type EndpointInput<E extends Endpoint> = Part<'params', E['params']> &
  Partial<Part<'query', E['query']>> &
  Body<E>;

/**
 * What an endpoint answers: its JSON, or the text of a CSV file.
 * @public
 */
export type EndpointOutput<E extends Endpoint> = E['response'] extends z.ZodType
  ? z.output<E['response']>
  : string;
