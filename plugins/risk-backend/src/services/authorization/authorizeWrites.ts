import {
  ElementChoice,
  riskAdministerPermission,
  riskBackfillPermission,
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
  productOfSession,
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
  | 'promoteFindings'
  | 'withdrawPromotions'
  | 'acceptRelink'
  | 'dismissRelink'
  | 'verifyMitigation'
  | 'mapElement'
  | 'rateRisk'
  | 'wordRisk'
  | 'confirmOwners'
  | 'setBudgetTarget'
  | 'signBudgetTarget'
  | 'rejectBudgetTarget'
  | 'decideCategories'
  | 'stateAssessment'
  | 'linkRootCause'
  | 'createInitiative'
  | 'closeInitiative';

/** An import, and which entities its elements stand for. */
interface Choosing {
  entityRef: string;
  mappings?: readonly ElementChoice[];
}

interface Uploading extends Choosing {
  confirmCategories?: string;
}

const withNormalRefs = <I extends { mappings?: ElementChoice[] }>(
  input: I,
): I => ({
  ...input,
  ...(input.mappings && {
    mappings: input.mappings.map(choice => ({
      ...choice,
      entityRef: normaliseRef(choice.entityRef),
    })),
  }),
});

/** Who may change what. */
export function authorizeWrites(
  writes: Operations<WriteNames>,
  access: Access,
  pushSubjects: PushSubjects,
  db: Knex,
): Operations<WriteNames> {
  const guards = new Guards(access, db);
  const importing: Guard<Uploading> = async (input, caller) => {
    await access.requireFor(caller, input.entityRef, riskImportPermission);
    const { mappings, confirmCategories } = input;
    if (mappings === undefined && confirmCategories === undefined) return;
    await access.require(caller, riskFindingTriagePermission);
    for (const { entityRef } of mappings ?? []) {
      await access.requireVisible(caller, entityRef);
    }
  };
  const previewing: Guard<Choosing> = importing;
  const pushing: Guard<{
    entity: string;
    name: string;
    asOf?: string;
  }> = async ({ entity, name, asOf }, caller) => {
    const backfills = asOf !== undefined;
    if (caller.kind === 'service') {
      pushSubjects.require(caller.actor, entity, name, { backfills });
      await access.requireVisible(caller, entity);
    } else {
      await access.requireFor(caller, entity, riskImportPermission);
      if (backfills) await access.require(caller, riskBackfillPermission);
    }
  };
  const mapping = guards.belonging(
    'Threat model',
    entitiesOfModel,
    riskFindingTriagePermission,
  );
  const triaging = guards.entity(riskFindingTriagePermission);
  const receiving = guards.belonging(
    'Finding',
    entitiesOfFinding,
    riskFindingTriagePermission,
  );
  const relinking: Guard<{ entityRef: string; body: { to: string } }> = async (
    input,
    caller,
  ) => {
    await triaging(input, caller);
    await receiving({ id: input.body.to }, caller);
  };
  const targeting = guards.entity(riskBudgetSetPermission);
  const categorising = guards.allowed(riskFindingTriagePermission);
  const categorisingIn = guards.belonging(
    'Session',
    productOfSession,
    riskFindingTriagePermission,
  );
  const decidingCategories: Guard<{ body: { sessionId?: string } }> = (
    input,
    caller,
  ) =>
    input.body.sessionId === undefined
      ? categorising(input, caller)
      : categorisingIn({ id: input.body.sessionId }, caller);
  const rating = guards.belonging('Risk', entitiesOfRisk, riskRatePermission);
  return {
    previewImport: (input, caller) =>
      guarded(previewing, writes.previewImport)(withNormalRefs(input), caller),
    importFile: (input, caller) =>
      guarded(importing, writes.importFile)(withNormalRefs(input), caller),
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
    promoteFindings: guarded(triaging, writes.promoteFindings),
    withdrawPromotions: guarded(triaging, writes.withdrawPromotions),
    acceptRelink: guarded(relinking, writes.acceptRelink),
    dismissRelink: guarded(relinking, writes.dismissRelink),
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
    setBudgetTarget: guarded(targeting, writes.setBudgetTarget),
    signBudgetTarget: guarded(targeting, writes.signBudgetTarget),
    rejectBudgetTarget: guarded(targeting, writes.rejectBudgetTarget),
    confirmOwners: guarded(
      guards.allowed(riskAdministerPermission),
      writes.confirmOwners,
    ),
    decideCategories: guarded(decidingCategories, writes.decideCategories),
    stateAssessment: guarded(
      ({ body }, caller) =>
        access.requireFor(
          caller,
          normaliseRef(body.product),
          riskFindingTriagePermission,
        ),
      writes.stateAssessment,
    ),
    linkRootCause: guarded(categorising, writes.linkRootCause),
    createInitiative: guarded(
      guards.allowed(riskAdministerPermission),
      writes.createInitiative,
    ),
    closeInitiative: guarded(
      guards.allowed(riskAdministerPermission),
      writes.closeInitiative,
    ),
  };
}
