import { readFileSync } from 'fs';
import { resolve } from 'path';
import { ThreatModelFormatError } from '../errors';
import { ThreatModel } from '../model';
import { readThreatModels } from '../readThreatModels';

/** Bytes of a text, or of a value as JSON. */
export function bytesOf(content: unknown): Uint8Array {
  return new TextEncoder().encode(
    typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  );
}

/** The only model in a text, or in a value as JSON. */
export function readModel(
  content: unknown,
  options: { fileName?: string; formatHint?: string } = {},
): ThreatModel {
  const { models } = readThreatModels({
    bytes: bytesOf(content),
    fileName: options.fileName ?? 'model',
    formatHint: options.formatHint,
  });
  expect(models).toHaveLength(1);
  return models[0];
}

/** The only model in a file of this folder. */
export function readFixture(fileName: string): ThreatModel {
  return readModel(readFileSync(resolve(__dirname, fileName), 'utf8'), {
    fileName,
  });
}

/** The refusal of some bytes, or of a text, or of a value as JSON. */
export function refusalOf(
  content: unknown,
  options: { fileName?: string; formatHint?: string } = {},
): ThreatModelFormatError {
  try {
    readThreatModels({
      bytes: content instanceof Uint8Array ? content : bytesOf(content),
      fileName: options.fileName ?? 'model.json',
      formatHint: options.formatHint,
    });
  } catch (error) {
    if (error instanceof ThreatModelFormatError) {
      return error;
    }
    throw error;
  }
  throw new Error('The document was read, and should have been refused');
}

export const codesOf = (model: ThreatModel) =>
  model.warnings.map(({ code }) => code);

/** A Threat Dragon 2 model of one process with the given threats. */
export function dragonWith(threats: unknown, cell: object = {}): object {
  return {
    version: '2.6.1',
    summary: { title: 'Shop' },
    detail: {
      contributors: [],
      diagrams: [
        {
          id: 0,
          title: 'Checkout',
          diagramType: 'STRIDE',
          cells: [
            {
              id: 'checkout',
              shape: 'process',
              data: { type: 'tm.Process', name: 'Checkout', threats },
              ...cell,
            },
          ],
        },
      ],
    },
  };
}

/** An Open Threat Model of one component. */
export function otmWith(sections: object): object {
  return {
    otmVersion: '0.2.0',
    project: { id: 'shop', name: 'Shop' },
    components: [{ id: 'api', name: 'API', type: 'web-service' }],
    ...sections,
  };
}

/** One item of Threagile's risks.json. */
export function threagileRisk(members: object = {}): object {
  return {
    category: 'sql-nosql-injection',
    risk_status: 'unchecked',
    severity: 'high',
    exploitation_likelihood: 'likely',
    exploitation_impact: 'medium',
    title: '<b>SQL/NoSQL-Injection</b> risk at <b>Orders</b>',
    synthetic_id: 'sql-nosql-injection@orders@orders-db',
    most_relevant_technical_asset: 'orders',
    ...members,
  };
}
