import {
  riskAdministerPermission,
  riskBudgetSetPermission,
  riskFindingTriagePermission,
  riskImportPermission,
  riskRatePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { normaliseRef } from '../../http/parseInput';
import { Operations } from '../Operations';
import {
  entitiesOfFinding,
  entitiesOfImport,
  entitiesOfMitigation,
  entitiesOfModel,
  entitiesOfRisk,
  entitiesOfSource,
} from '../read/queries/belonging';
import { Access } from './Access';
import { Guard, guarded, Guards } from './guarded';
import { PushSubjects } from './PushSubjects';

/** Everything that changes something, and the preview of it. */
export type WriteNames =
  | 'previewImport'
  | 'importFile'
  | 'pushModel'
  | 'refreshSource'
  | 'resolveImport'
  | 'triageFinding'
  | 'verifyMitigation'
  | 'mapElement'
  | 'rateRisk'
  | 'wordRisk'
  | 'confirmOwners'
  | 'setBudgetTarget';

/** Who may change what. */
export function authorizeWrites(
  writes: Operations<WriteNames>,
  access: Access,
  pushSubjects: PushSubjects,
  db: Knex,
): Operations<WriteNames> {
  const guards = new Guards(access, db);
  const importing = guards.entity(riskImportPermission);
  const pushing: Guard<{ entity: string; name: string }> = async (
    { entity, name },
    caller,
  ) => {
    if (caller.kind === 'service') {
      pushSubjects.require(caller.actor, entity, name);
      await access.requireVisible(caller, entity);
    } else {
      await access.requireFor(caller, entity, riskImportPermission);
    }
  };
  const mapping = guards.belonging(
    'Threat model',
    entitiesOfModel,
    riskFindingTriagePermission,
  );
  const rating = guards.belonging('Risk', entitiesOfRisk, riskRatePermission);
  return {
    previewImport: guarded(importing, writes.previewImport),
    importFile: guarded(importing, writes.importFile),
    pushModel: async (input, caller) =>
      guarded(pushing, writes.pushModel)(
        { ...input, entity: normaliseRef(input.entity) },
        caller,
      ),
    refreshSource: guarded(
      guards.belonging('Source', entitiesOfSource, riskImportPermission),
      writes.refreshSource,
    ),
    resolveImport: guarded(
      guards.belonging('Import', entitiesOfImport, riskFindingTriagePermission),
      writes.resolveImport,
    ),
    triageFinding: guarded(
      guards.belonging(
        'Finding',
        entitiesOfFinding,
        riskFindingTriagePermission,
      ),
      writes.triageFinding,
    ),
    verifyMitigation: guarded(
      guards.belonging(
        'Mitigation',
        entitiesOfMitigation,
        riskFindingTriagePermission,
      ),
      writes.verifyMitigation,
    ),
    mapElement: async (input, caller) => {
      await mapping(input, caller);
      const entityRef = normaliseRef(input.body.entityRef);
      await access.requireVisible(caller, entityRef);
      return writes.mapElement(
        { ...input, body: { ...input.body, entityRef } },
        caller,
      );
    },
    rateRisk: guarded(rating, writes.rateRisk),
    wordRisk: guarded(rating, writes.wordRisk),
    setBudgetTarget: guarded(
      guards.entity(riskBudgetSetPermission),
      writes.setBudgetTarget,
    ),
    confirmOwners: guarded(
      guards.allowed(riskAdministerPermission),
      writes.confirmOwners,
    ),
  };
}
