import { EndpointInput, EndpointOutput } from './endpoint';
import { Endpoints } from './endpoints';

type RequiredKeys<T> = {
  [K in keyof T]-?: {} extends Pick<T, K> ? never : K;
}[keyof T];

/** Input is optional where an endpoint requires none. */
type Arguments<T> = [RequiredKeys<T>] extends [never]
  ? [input?: T]
  : [input: T];

/**
 * The API of the backend, a method for each endpoint. Rejects with
 * `ResponseError` of `@backstage/errors`.
 * @public
 */
export type RiskApi = {
  [K in keyof Endpoints]: (
    ...args: Arguments<EndpointInput<Endpoints[K]>>
  ) => Promise<EndpointOutput<Endpoints[K]>>;
};
