import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { Endpoint } from '@product-risk/backstage-plugin-risk-common';
import { Request } from 'express';
import { z } from 'zod';
import { OperationInput } from '../services/Operations';

/** Entity refs are stored and compared in lower case, whatever the locale. */
export const normaliseRef = (ref: string) => ref.toLocaleLowerCase('en-US');

function parsePart(
  schema: z.ZodType | undefined,
  value: unknown,
  part: 'path' | 'query' | 'body',
): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(issue => {
    const field = [part, ...issue.path.map(String)].join('.');
    return `${field}: ${issue.message}`;
  });
  throw new InputError(problems.join('; '));
}

const entityNameSchema = z.object({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
});

function paramsOf(params: unknown): object {
  const named = entityNameSchema.safeParse(params);
  return named.success
    ? { entityRef: normaliseRef(stringifyEntityRef(named.data)) }
    : { ...(params as object | undefined) };
}

function bodyOf({ body }: Endpoint, request: Request): object {
  if (!body) return {};
  if (body === 'binary') {
    // express.raw leaves an empty object where there was no body at all.
    const bytes = Buffer.isBuffer(request.body)
      ? request.body
      : Buffer.alloc(0);
    return { bytes };
  }
  return { body: parsePart(body, request.body, 'body') };
}

/**
 * Parses a request by the schemas of its endpoint.
 *
 * @throws InputError that names every wrong field.
 */
export function parseInput<E extends Endpoint>(
  endpoint: E,
  request: Request,
): OperationInput<E> {
  // The schemas of the endpoint produce exactly the type that OperationInput
  // derives from them, which the compiler cannot follow through a generic.
  return {
    ...paramsOf(parsePart(endpoint.params, request.params, 'path')),
    ...(parsePart(endpoint.query, request.query, 'query') as object),
    ...bodyOf(endpoint, request),
  } as OperationInput<E>;
}
