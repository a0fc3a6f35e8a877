import { ThreatModel } from '../model';

/** Members that hold exact ids of the file: they identify, and are shown as text. */
const idMembers = new Set([
  'id',
  'sourceId',
  'targetId',
  'parentId',
  'diagramId',
  'elementIds',
  'position',
]);

/** Every text of a model that is shown, without ids and places. */
function shownTexts(model: ThreatModel): string[] {
  const texts: string[] = [];
  JSON.stringify(model, (name, value) => {
    if (idMembers.has(name)) {
      return undefined;
    }
    if (typeof value === 'string') {
      texts.push(value);
    }
    return value;
  });
  return texts;
}

/** Whether all objects in a value are what literals make: nothing is inherited. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return true;
  }
  const expected = Array.isArray(value) ? Array.prototype : Object.prototype;
  return (
    Object.getPrototypeOf(value) === expected &&
    !Object.hasOwn(value, '__proto__') &&
    Object.values(value).every(isPlain)
  );
}

const repeated = (keys: string[]) =>
  keys.filter((key, position) => keys.indexOf(key) !== position);

/**
 * What no model may have, whatever the file held: keys that are not unique,
 * references that lead nowhere, findings without a title, markup in a text,
 * another prototype than that of all objects.
 */
export function problemsIn(model: ThreatModel): string[] {
  const elementIds = model.elements.map(({ id }) => id);
  const mitigationKeys = model.mitigations.map(({ key }) => key);
  const findingKeys = model.findings.map(({ key }) => key);
  const elements = new Set(elementIds);
  const mitigations = new Set(mitigationKeys);
  const references = [
    ...model.elements.flatMap(({ parentId, sourceId, targetId }) => [
      parentId,
      sourceId,
      targetId,
    ]),
    ...model.findings.flatMap(finding => finding.elementIds),
  ];
  return [
    ...[elementIds, mitigationKeys, findingKeys]
      .flatMap(repeated)
      .map(key => `repeated: ${key}`),
    ...references
      .filter(id => id !== undefined && !elements.has(id))
      .map(id => `no element: ${id}`),
    ...model.findings
      .flatMap(finding => finding.mitigations)
      .filter(({ mitigationKey }) => !mitigations.has(mitigationKey))
      .map(({ mitigationKey }) => `no mitigation: ${mitigationKey}`),
    ...model.findings
      .filter(({ title }) => title === '')
      .map(({ key }) => `no title: ${key}`),
    ...shownTexts(model)
      .filter(text => /<[a-zA-Z/!?]/.test(text))
      .map(text => `markup: ${text}`),
    ...(isPlain(model) ? [] : ['an object with a prototype of its own']),
  ];
}
