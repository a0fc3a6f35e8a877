import { BasicPermission } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { Caller } from '../Caller';
import { Access } from './Access';

/** Lets a request through, or throws. */
export type Guard<I> = (input: I, caller: Caller) => Promise<void>;

/** An operation behind a guard. */
export const guarded =
  <I, O>(
    guard: Guard<I>,
    operation: (input: I, caller: Caller) => Promise<O>,
  ) =>
  async (input: I, caller: Caller): Promise<O> => {
    await guard(input, caller);
    return operation(input, caller);
  };

/**
 * A read behind a guard. It has no effect, so it is prepared first and thrown
 * away when the guard refuses: what the guard has to know about visibility,
 * the read has asked the catalog with the rest of its page.
 */
export const guardedRead =
  <I, O>(guard: Guard<I>, read: (input: I, caller: Caller) => Promise<O>) =>
  async (input: I, caller: Caller): Promise<O> => {
    const [answer] = await Promise.allSettled([read(input, caller)]);
    await guard(input, caller);
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  };

/** Finds which entities a thing belongs to. */
type Belonging = (db: Knex, id: string) => Promise<string[] | undefined>;

/** The guards that operations share. */
export class Guards {
  readonly #access: Access;
  readonly #db: Knex;

  constructor(access: Access, db: Knex) {
    this.#access = access;
    this.#db = db;
  }

  /** The permission alone: for what belongs to no entity. */
  allowed =
    (permission: BasicPermission): Guard<unknown> =>
    (_input, caller) =>
      this.#access.require(caller, permission);

  /** The entity must be visible, and the permission allowed. */
  entity =
    (permission: BasicPermission): Guard<{ entityRef: string }> =>
    ({ entityRef }, caller) =>
      this.#access.requireFor(caller, entityRef, permission);

  /** Like {@link Guards.entity} for what belongs to one or more entities. */
  belonging =
    (
      what: string,
      entitiesOf: Belonging,
      permission: BasicPermission,
    ): Guard<{ id: string }> =>
    async ({ id }, caller) => {
      // Nothing at all reads like something hidden.
      const refs = (await entitiesOf(this.#db, id)) ?? [];
      await this.#access.requireAnyVisible(caller, refs, `${what} ${id}`);
      await this.#access.require(caller, permission);
    };
}
