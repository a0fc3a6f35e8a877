import { Finding } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { joinKey, UniqueKeys } from '../../reading/keys';
import { MitigationTable } from './MitigationTable';
import { ThreatDefinition } from './readDefinitions';
import { ThreatOwner } from './readElements';
import { isReviewed, readThreatState } from './states';

/** An instance may name a threat that the file does not define. */
function undefinedThreat(instance: Cursor, id: string): ThreatDefinition {
  instance.warn(
    'dangling-reference',
    'A component refers to a threat that the file does not define; only its id is known. Define it, or remove it.',
  );
  return {
    at: instance,
    identity: id,
    finding: {
      sourceId: id,
      title: instance.line('threat') ?? 'Undefined threat',
      description: '',
      severity: 'unknown',
      categories: [],
      tags: [],
    },
  };
}

/**
 * One finding for each instance of a threat on a component or data flow, and
 * one on the model for each definition without an instance.
 */
export function readFindings(
  projectId: string,
  definitions: ThreatDefinition[],
  owners: ThreatOwner[],
  mitigations: MitigationTable,
): Finding[] {
  const keys = new UniqueKeys();
  const byId = new Map<string, ThreatDefinition>();
  for (const definition of definitions) {
    const { sourceId } = definition.finding;
    if (sourceId && !byId.has(sourceId)) {
      byId.set(sourceId, definition);
    }
  }
  const instantiated = new Set<ThreatDefinition>();

  const readInstance = (instance: Cursor, owner: ThreatOwner): Finding[] => {
    const id = instance.id('threat');
    if (!id) {
      instance.warn(
        'invalid-item',
        'A threat of a component names no threat; it was left out. Add its id.',
      );
      return [];
    }
    const definition = byId.get(id) ?? undefinedThreat(instance, id);
    instantiated.add(definition);
    const preferred = joinKey(projectId, owner.statedId, definition.identity);
    const key = keys.claim(preferred);
    if (key !== preferred) {
      instance.warn(
        'duplicate-id',
        'A component has the same threat twice; both were kept, told apart by their order.',
      );
    }
    const status = readThreatState(instance);
    return [
      {
        ...definition.finding,
        key,
        status: status.value,
        statusRaw: status.raw,
        reviewed: isReviewed(status),
        elementIds: [owner.elementId],
        mitigations: instance
          .get('mitigations')
          .objects()
          .flatMap(item => mitigations.apply(item) ?? []),
        position: instance.findingPosition(),
      },
    ];
  };

  const instances = owners.flatMap(owner =>
    owner.at
      .get('threats')
      .objects()
      .flatMap(instance => readInstance(instance, owner)),
  );
  const onTheModel = definitions
    .filter(definition => !instantiated.has(definition))
    .map(definition => ({
      ...definition.finding,
      key: keys.claim(joinKey(projectId, '', definition.identity)),
      status: 'open' as const,
      reviewed: true,
      elementIds: [],
      mitigations: [],
      position: definition.at.findingPosition(),
    }));
  return [...instances, ...onTheModel];
}
