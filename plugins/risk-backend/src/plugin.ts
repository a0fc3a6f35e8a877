import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { riskPermissions } from '@product-risk/backstage-plugin-risk-common';
import {
  FormatRegistry,
  riskTicketsExtensionPoint,
  ThreatModelHistory,
  threatModelFormatsExtensionPoint,
  threatModelHistoryExtensionPoint,
} from '@product-risk/backstage-plugin-risk-node';
import { formats as builtInFormats } from '@product-risk/threat-model-formats';
import { Accountability } from './catalog/Accountability';
import { CatalogMirror } from './catalog/CatalogMirror';
import { readRiskConfig } from './config';
import { loadVocabulary } from './frameworksConfig';
import { applyMigrations } from './database/migrations';
import { createRouter } from './router/createRouter';
import { Access } from './services/authorization/Access';
import { CategoryDecisions } from './services/categories/CategoryDecisions';
import { ProductBudgets } from './services/budgets/ProductBudgets';
import { createDecisions } from './services/createDecisions';
import { createOperations } from './services/createOperations';
import { createWriting } from './services/createWriting';
import { HistoryImports } from './services/ingest/HistoryImports';
import { IngestService } from './services/ingest/IngestService';
import { PromotionService } from './services/promotion/PromotionService';
import { RelinkService } from './services/relink/RelinkService';
import { VisibleRisks } from './services/read/VisibleRisks';
import { CatalogMoves } from './services/risks/CatalogMoves';
import { RaisedRisks } from './services/risks/RaisedRisks';
import { RiskService } from './services/risks/RiskService';
import { ChangeSignals } from './services/signals/ChangeSignals';
import { TicketTrackers } from './services/tickets/TicketTrackers';
import { scheduleTasks } from './tasks/scheduleTasks';

/**
 * Threat models on catalog entities, rolled up to products and their owners.
 * @public
 */
export const riskPlugin = createBackendPlugin({
  pluginId: 'risk',
  register(env) {
    const registry = new FormatRegistry(builtInFormats);
    env.registerExtensionPoint(threatModelFormatsExtensionPoint, registry);
    const histories: ThreatModelHistory[] = [];
    env.registerExtensionPoint(threatModelHistoryExtensionPoint, {
      addHistory: history => histories.push(history),
    });

    const trackers = new TicketTrackers();
    env.registerExtensionPoint(riskTicketsExtensionPoint, trackers);

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init({ rootConfig, logger, auth, catalog, ...services }) {
        const config = readRiskConfig(rootConfig);
        const permissionsEnabled =
          rootConfig.getOptionalBoolean('permission.enabled') ?? false;
        if (!permissionsEnabled) {
          logger.warn(
            'permission.enabled is not true: everybody reads and imports, and nobody can triage, rate, verify, release or administer',
          );
        }
        const database = await services.database.getClient();
        if (!services.database.migrations?.skip) {
          await applyMigrations(database);
        }

        const now = () => new Date();
        const vocabulary = loadVocabulary(config.frameworks);
        // A wrong configuration stops the plugin here.
        await vocabulary;
        const shared = { database, config, vocabulary, logger, now };
        const writing = createWriting(shared);
        const { rollup, categories } = writing;
        const written = { ...shared, ...writing };
        const formats = () => registry.formats();
        const ingest = new IngestService({
          ...written,
          formats,
          histories,
          history: new HistoryImports({
            ...shared,
            formats,
            followersAt: at => createWriting({ ...shared, now: at }),
          }),
          urlReader: services.urlReader,
          integrations: ScmIntegrations.fromConfig(rootConfig),
        });
        const mirror = new CatalogMirror({
          ...shared,
          catalog,
          auth,
          listener: new CatalogMoves(written),
        });
        const visible = new VisibleRisks(catalog);
        const risks = new RiskService(written);
        const accountability = new Accountability(shared);
        const decisions = createDecisions({
          ...shared,
          catalog,
          auth,
          auditor: services.auditor,
          accountability,
          visible,
          userInfo: services.userInfo,
          notifications: services.notifications,
          budgets: new ProductBudgets({ ...shared, db: database }),
        });

        const changes = new ChangeSignals({
          ...shared,
          signals: services.signals,
        });

        services.permissionsRegistry.addPermissions(riskPermissions);
        services.httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
        services.httpRouter.use(
          createRouter({
            httpAuth: services.httpAuth,
            auditor: services.auditor,
            maxFileBytes: config.sync.maxFileBytes,
            changes,
            operations: createOperations({
              db: database,
              config,
              now,
              visible,
              ingest,
              risks,
              raised: new RaisedRisks({ ...written, judgements: risks }),
              promotions: new PromotionService(written),
              relinking: new RelinkService(written),
              vocabulary,
              trackers,
              appUrl: rootConfig.getOptionalString('app.baseUrl'),
              categories: new CategoryDecisions(written),
              access: new Access({
                permissions: services.permissions,
                visible,
                permissionsEnabled,
              }),
              accountability,
              decisions,
              userInfo: services.userInfo,
            }),
          }),
        );
        await scheduleTasks(services.scheduler, {
          ...shared,
          mirror,
          ingest,
          rollup,
          categories,
          decisions,
          changes,
          trackers,
          auditor: services.auditor,
        });
      },
    });
  },
});
