import { PermissionsService } from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  riskImportPermission,
  riskReadPermission,
  riskReportReadPermission,
} from '@product-risk/backstage-plugin-risk-common';
import { Caller } from '../Caller';
import { VisibleRisks } from '../read/VisibleRisks';

interface AccessOptions {
  permissions: Pick<PermissionsService, 'authorize'>;
  visible: VisibleRisks;
  /** `permission.enabled` of the portal. */
  permissionsEnabled: boolean;
}

/**
 * What stays possible in a portal without permissions, where everybody would
 * be allowed everything.
 */
const OPEN_PERMISSIONS: readonly string[] = [
  riskReadPermission.name,
  riskReportReadPermission.name,
  riskImportPermission.name,
];

/** The framework allows services everything; this is all that they need. */
const SERVICE_PERMISSIONS: readonly string[] = [
  riskReadPermission.name,
  riskReportReadPermission.name,
];

/** Decides whether a caller may go on. */
export class Access {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /**
   * @throws NotAllowedError unless the permission is allowed outright: a
   * conditional decision is none, because these permissions have no resource.
   */
  async require(caller: Caller, permission: BasicPermission): Promise<void> {
    const { permissions, permissionsEnabled } = this.#options;
    if (!permissionsEnabled && !OPEN_PERMISSIONS.includes(permission.name)) {
      throw new NotAllowedError(
        'Nobody may do this while permissions are off in this portal (permission.enabled)',
      );
    }
    if (
      caller.kind === 'service' &&
      !SERVICE_PERMISSIONS.includes(permission.name)
    ) {
      throw new NotAllowedError(
        `A service may read, and push what risk.push.subjects ties it to; ${permission.name} is for people`,
      );
    }
    const [decision] = await permissions
      .authorize([{ permission }], { credentials: caller.credentials })
      .catch(error => {
        // The status that it answered with is not ours to answer.
        throw new ServiceUnavailableError(
          'Permissions cannot be checked right now; try again in a moment',
          error,
        );
      });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`Not allowed: ${permission.name} is missing`);
    }
  }

  /** @throws NotFoundError when the caller may not see the entity. */
  async requireVisible(caller: Caller, entityRef: string): Promise<void> {
    await this.requireAnyVisible(caller, [entityRef], entityRef);
  }

  /** @throws NotFoundError when the caller may see none of the entities. */
  async requireAnyVisible(
    caller: Caller,
    entityRefs: readonly string[],
    what: string,
  ): Promise<void> {
    const visible = await this.#options.visible.among(entityRefs, caller);
    if (!entityRefs.some(ref => visible.has(ref))) {
      throw new NotFoundError(
        `${what} is unknown, or you may not see the entity it belongs to`,
      );
    }
  }

  /**
   * Both are asked at once; the entity is answered first, so that a refusal
   * tells nothing about an entity the caller may not see.
   */
  async requireFor(
    caller: Caller,
    entityRef: string,
    permission: BasicPermission,
  ): Promise<void> {
    const [visible, allowed] = await Promise.allSettled([
      this.requireVisible(caller, entityRef),
      this.require(caller, permission),
    ]);
    if (visible.status === 'rejected') throw visible.reason;
    if (allowed.status === 'rejected') throw allowed.reason;
  }
}
