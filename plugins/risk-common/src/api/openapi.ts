import { z } from 'zod';
import { Endpoint } from './endpoint';
import { endpoints } from './endpoints';

type Json = Record<string, unknown>;

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    io,
    target: 'openapi-3.0',
    unrepresentable: 'any',
  }) as Json;
  return schema;
};

function parametersOf(type: z.ZodType | undefined, place: 'path' | 'query') {
  if (!type) return [];
  const schema = schemaOf(type, 'input');
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, Json>).map(
    ([name, { description, ...property }]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description ? { description } : {}),
      schema: property,
    }),
  );
}

function bodyOf(body: Endpoint['body']) {
  if (!body) return {};
  const content =
    body === 'binary'
      ? {
          'application/octet-stream': {
            schema: { type: 'string', format: 'binary' },
          },
        }
      : { 'application/json': { schema: schemaOf(body, 'input') } };
  return { requestBody: { required: true, content } };
}

const error = (description: string) => ({
  description,
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Error' } },
  },
});

function operationOf(name: string, endpoint: Endpoint) {
  return {
    operationId: name,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    parameters: [
      ...parametersOf(endpoint.params, 'path'),
      ...parametersOf(endpoint.query, 'query'),
    ],
    ...bodyOf(endpoint.body),
    responses: {
      200: {
        description: 'OK',
        content:
          endpoint.response === 'csv'
            ? { 'text/csv': { schema: { type: 'string' } } }
            : {
                'application/json': {
                  schema: schemaOf(endpoint.response, 'output'),
                },
              },
      },
      400: error('The request is not valid; the message names the field'),
      401: error('No or unknown credentials'),
      403: error('Not allowed'),
      ...Object.fromEntries(
        Object.entries(endpoint.errors ?? {}).map(([status, meaning]) => [
          status,
          error(meaning),
        ]),
      ),
    },
  };
}

/**
 * The API as an OpenAPI 3.0 document, made from the endpoint table.
 * @public
 */
export function createOpenApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [endpoint.method]: operationOf(name, endpoint),
    };
  }
  return {
    openapi: '3.0.3',
    info: {
      title: 'Product Risk',
      version: '1',
      description:
        'Threat models on catalog entities, rolled up to products and their owners.',
      license: {
        name: 'Apache-2.0',
        url: 'http://www.apache.org/licenses/LICENSE-2.0.html',
      },
    },
    servers: [{ url: '/api/risk' }],
    paths,
    components: {
      schemas: {
        Error: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['name', 'message'],
              properties: {
                name: { type: 'string' },
                message: { type: 'string' },
              },
            },
          },
        },
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ token: [] }],
  };
}
