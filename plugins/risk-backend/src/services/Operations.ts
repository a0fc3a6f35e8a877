import {
  Endpoint,
  EndpointOutput,
  Endpoints,
} from '@product-risk/backstage-plugin-risk-common';
import { z } from 'zod';
import { Caller } from './Caller';

/** Params that name an entity arrive as its normalised ref. */
type ParsedParams<P> = P extends z.ZodType
  ? z.output<P> extends { kind: string; namespace: string; name: string }
    ? { entityRef: string }
    : z.output<P>
  : unknown;

type ParsedQuery<Q> = Q extends z.ZodType ? z.output<Q> : unknown;

type ParsedBody<B> = B extends z.ZodType
  ? { body: z.output<B> }
  : B extends 'binary'
  ? { bytes: Uint8Array }
  : unknown;

type Part<E, K extends string> = E extends { [P in K]: infer T }
  ? T
  : undefined;

/** A request after parsing: params and query side by side, and the body. */
export type OperationInput<E extends Endpoint> = ParsedParams<
  Part<E, 'params'>
> &
  ParsedQuery<Part<E, 'query'>> &
  ParsedBody<Part<E, 'body'>>;

/** CSV is written as it is read; everything else is one JSON value. */
export type OperationOutput<E extends Endpoint> = E['response'] extends 'csv'
  ? AsyncIterable<string>
  : EndpointOutput<E>;

/** What one endpoint does, free of HTTP. */
export type Operation<E extends Endpoint> = (
  input: OperationInput<E>,
  caller: Caller,
) => Promise<OperationOutput<E>>;

/** The operations behind some endpoints, by the names of the client. */
export type Operations<K extends keyof Endpoints> = {
  [N in K]: Operation<Endpoints[N]>;
};
