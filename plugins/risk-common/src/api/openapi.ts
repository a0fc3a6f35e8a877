import { z } from 'zod';
import { Endpoint } from './endpoint';
import { endpoints } from './endpoints';
import * as schemas from './schemas';

type Json = Record<string, unknown>;

interface Naming {
  id?: string;
  description?: string;
}

/** Names schemas without losing what they say about themselves. */
class NamedSchemas extends z.core.$ZodRegistry<Naming> {
  override get(schema: z.core.$ZodType): Naming | undefined {
    const named = super.get(schema);
    const described = z.globalRegistry.get(schema);
    return named || described
      ? { description: described?.description, ...named }
      : undefined;
  }
}

const nameOf = (constant: string) =>
  constant.charAt(0).toLocaleUpperCase('en-US') +
  constant.slice(1).replace(/Schema$/, '');

function nameSchemas(): NamedSchemas {
  const names = new NamedSchemas();
  for (const [constant, schema] of Object.entries(schemas)) {
    // Parameters are listed one by one where they are used.
    if (/(?:Params|Query)Schema$/.test(constant)) continue;
    if (schema instanceof z.ZodType)
      names.add(schema, { id: nameOf(constant) });
  }
  return names;
}

const toComponentRefs = (schema: Json): Json =>
  JSON.parse(
    JSON.stringify(schema).replace(
      /"#\/definitions\//g,
      '"#/components/schemas/',
    ),
  );

/** Collects the named schemas that operations refer to. */
class Components {
  readonly schemas: Record<string, Json> = {};
  readonly #names = nameSchemas();

  /** A reference where the schema has a name, else the schema itself. */
  of(type: z.ZodType, io: 'input' | 'output'): Json {
    const {
      $schema: _,
      definitions,
      ...schema
    } = z.toJSONSchema(type, {
      io,
      target: 'openapi-3.0',
      unrepresentable: 'any',
      metadata: this.#names,
      override: ({ jsonSchema }) => withoutSafeBounds(jsonSchema),
    }) as Json;
    for (const [name, part] of Object.entries((definitions ?? {}) as Json)) {
      const { id: __, ...definition } = part as Json;
      this.schemas[name] = toComponentRefs(definition);
    }
    return toComponentRefs(schema);
  }
}

/** Every integer is a safe one; saying so 400 times hides the real bounds. */
function withoutSafeBounds(schema: { minimum?: number; maximum?: number }) {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

function parametersOf(
  components: Components,
  type: z.ZodType | undefined,
  place: 'path' | 'query',
) {
  if (!type) return [];
  const schema = components.of(type, 'input');
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

function bodyOf(components: Components, body: Endpoint['body']) {
  if (!body) return {};
  const content =
    body === 'binary'
      ? {
          'application/octet-stream': {
            schema: { type: 'string', format: 'binary' },
          },
        }
      : { 'application/json': { schema: components.of(body, 'input') } };
  return { requestBody: { required: true, content } };
}

const error = (description: string) => ({
  description,
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Error' } },
  },
});

function operationOf(components: Components, name: string, endpoint: Endpoint) {
  return {
    operationId: name,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    parameters: [
      ...parametersOf(components, endpoint.params, 'path'),
      ...parametersOf(components, endpoint.query, 'query'),
    ],
    ...bodyOf(components, endpoint.body),
    responses: {
      200: {
        description: 'OK',
        content:
          endpoint.response === 'csv'
            ? { 'text/csv': { schema: { type: 'string' } } }
            : {
                'application/json': {
                  schema: components.of(endpoint.response, 'output'),
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
  const components = new Components();
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const path = endpoint.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [endpoint.method]: operationOf(components, name, endpoint),
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
        ...components.schemas,
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
