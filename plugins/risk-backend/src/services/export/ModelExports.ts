import { NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  ModelExport,
} from '@product-risk/backstage-plugin-risk-common';
import {
  exportFormats,
  exportThreatModel,
} from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { ModelStore } from '../../database/ModelStore';
import { UnacceptableError } from '../../http/errors';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { elementsOf } from '../read/queries/models';
import { VisibleRisks } from '../read/VisibleRisks';
import {
  acceptancesOf,
  confirmedCategoriesOf,
  exportedFindings,
  exportedMitigations,
  exportedOptions,
} from './exportQueries';
import { fileNameOf } from './fileNameOf';
import { storedModel } from './storedModel';
import { visiblePart } from './visiblePart';

interface ModelExportsOptions {
  db: Knex;
  config: RiskConfig;
  visible: VisibleRisks;
  now: () => Date;
}

/** Takes a model out again, with what people decided since it came in. */
export class ModelExports implements Operations<'exportModel'> {
  readonly #options: ModelExportsOptions;

  constructor(options: ModelExportsOptions) {
    this.#options = options;
  }

  /**
   * @throws NotFoundError
   * @throws UnacceptableError when no import would take the text
   */
  exportModel = async (
    { id, format }: OperationInput<Endpoints['exportModel']>,
    caller: Caller,
  ): Promise<ModelExport> => {
    const { db, config, visible, now } = this.#options;
    const model = await new ModelStore(db).find(id);
    if (!model || model.absent_since !== null) {
      throw new NotFoundError(`Threat model ${id} is unknown`);
    }
    const [elements, findings] = await Promise.all([
      elementsOf(db, id),
      exportedFindings(db, id),
    ]);
    const seen = await visible.among(
      [...elements, ...findings].flatMap(row => [
        row.entity_ref,
        'risk_product_ref' in row ? row.risk_product_ref : null,
      ]),
      caller,
    );
    const shown = visiblePart({ elements, findings }, seen);
    const findingIds = shown.findings.map(finding => finding.id);
    // What people decided about a product is for those who may see it.
    const decidable = shown.findings.filter(
      ({ risk_product_ref }) => risk_product_ref && seen.has(risk_product_ref),
    );
    const riskIds = [
      ...new Set(decidable.flatMap(({ risk_id }) => risk_id ?? [])),
    ];
    const { text, lost } = exportThreatModel(
      storedModel(
        {
          model,
          ...shown,
          mitigations: await exportedMitigations(db, findingIds),
          categories: await confirmedCategoriesOf(db, findingIds),
          acceptances: await acceptancesOf(db, riskIds, now()),
          options: await exportedOptions(db, riskIds),
        },
        config.scale,
      ),
      format,
    );
    const limit = config.sync.maxFileBytes;
    if (Buffer.byteLength(text) > limit) {
      throw new UnacceptableError(
        `The file would be larger than ${limit} bytes, which no import takes. Split the model, or ask for a higher risk.sync.maxFileBytes.`,
      );
    }
    const target = exportFormats.find(one => one.id === format);
    return {
      fileName: fileNameOf(model.title, target?.extension ?? ''),
      mediaType: target?.mediaType ?? 'text/plain',
      text,
      lost,
      hidden: shown.hidden,
    };
  };
}
