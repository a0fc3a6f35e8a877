import { posix } from 'path';
import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Endpoint } from '@product-risk/backstage-plugin-risk-common';
import express, { Request, RequestHandler, Response, Router } from 'express';
import { ChangeSignals } from '../services/signals/ChangeSignals';
import { Caller } from '../services/Caller';
import { Operation } from '../services/Operations';
import { audited } from './audit';
import { TooLargeError } from './errors';
import { parseInput } from './parseInput';
import { sendCsv } from './sendCsv';

interface EndpointRegistrarOptions {
  router: Router;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  /** Largest file that is accepted. */
  maxFileBytes: number;
  /** Told of each write after it succeeded. */
  changes: Pick<ChangeSignals, 'written'>;
}

const JSON_LIMIT = '256kb';

const isText = (result: unknown): result is AsyncIterable<string> =>
  typeof result === 'object' &&
  result !== null &&
  Symbol.asyncIterator in result;

/** A body parser as a promise. */
const reading =
  (parse: RequestHandler) => (request: Request, response: Response) =>
    new Promise<void>((resolve, reject) => {
      parse(request, response, (error?: unknown) =>
        error ? reject(error) : resolve(),
      );
    });

/** Puts operations behind endpoints: parse, call, answer. */
export class EndpointRegistrar {
  readonly #options: EndpointRegistrarOptions;

  constructor(options: EndpointRegistrarOptions) {
    this.#options = options;
  }

  /**
   * @param name - of the endpoint, for the audit log
   */
  register<E extends Endpoint>(
    name: string,
    endpoint: E,
    operation: Operation<E>,
  ): void {
    const { router, auditor, changes } = this.#options;
    const writes = endpoint.method !== 'get';
    const recorded = endpoint.recorded ?? false;
    const readBody = this.#bodyReader(endpoint);
    router[endpoint.method](
      endpoint.path,
      async (request: Request, response: Response) => {
        const result = await audited(
          auditor,
          {
            name,
            writes,
            recorded,
            request,
            identify: () => this.#callerOf(request),
          },
          async caller => {
            await readBody(request, response);
            const input = parseInput(endpoint, request);
            const answer = await operation(input, caller);
            if (writes) await changes.written(name, input);
            return answer;
          },
        );
        if (isText(result)) {
          await sendCsv(response, result, posix.basename(endpoint.path));
        } else {
          response.json(result);
        }
      },
    );
  }

  async #callerOf(request: Request): Promise<Caller> {
    const credentials = await this.#options.httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const { principal } = credentials;
    return principal.type === 'user'
      ? {
          credentials,
          kind: 'user',
          actor: principal.userEntityRef,
          ...(principal.actor && { onBehalf: principal.actor.subject }),
        }
      : { credentials, kind: 'service', actor: principal.subject };
  }

  /** Reads the body of whom is known, so that no stranger fills memory. */
  #bodyReader({ body }: Endpoint) {
    if (!body) return async () => {};
    if (body !== 'binary') return reading(express.json({ limit: JSON_LIMIT }));
    const { maxFileBytes } = this.#options;
    const read = reading(
      express.raw({ type: () => true, limit: maxFileBytes }),
    );
    return async (request: Request, response: Response) => {
      try {
        await read(request, response);
      } catch (error) {
        throw isError(error) && error.type === 'entity.too.large'
          ? new TooLargeError(maxFileBytes)
          : error;
      }
    };
  }
}
