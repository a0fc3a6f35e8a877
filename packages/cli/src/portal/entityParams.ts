import { CommandError, exitCodes } from '../exitCodes';

/** The parts of an entity ref, as the paths of the API want them. */
export interface EntityParams {
  kind: string;
  namespace: string;
  name: string;
}

/**
 * Splits a full entity ref. The catalog compares refs in lower case.
 * @throws CommandError `usage` for anything else.
 */
export function entityParams(ref: string, option: string): EntityParams {
  const [, kind, namespace, name] =
    /^([^:/\s]{1,63}):([^:/\s]{1,63})\/([^:/\s]{1,63})$/.exec(
      ref.trim().toLowerCase(),
    ) ?? [];
  if (!kind) {
    throw new CommandError(
      exitCodes.usage,
      `${option} needs a full entity ref, as in component:default/orders.`,
    );
  }
  return { kind, namespace, name };
}

export const refOf = ({ kind, namespace, name }: EntityParams) =>
  `${kind}:${namespace}/${name}`;
