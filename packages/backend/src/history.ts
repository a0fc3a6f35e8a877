import { readdir, readFile } from 'fs/promises';
import { basename, dirname, join } from 'path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import {
  ThreatModelHistory,
  threatModelHistoryExtensionPoint,
} from '@product-risk/backstage-plugin-risk-node';

/**
 * Knows older versions of threat models that lie beside them, in a folder
 * `history` with the day in their names: `history/2026-08-31.threat-model.json`
 * for `threat-model.json`.
 */
export const filesBeside: ThreatModelHistory = {
  async versionsOf(location) {
    const [, path] = /^file:(.+)$/.exec(location) ?? [];
    if (!path) return [];
    const folder = join(dirname(path), 'history');
    const names = await readdir(folder).catch(error => {
      if (isError(error) && error.code === 'ENOENT') return [];
      throw error;
    });
    return names.flatMap(fileName => {
      const [day, rest] = [fileName.slice(0, 10), fileName.slice(10)];
      const asOf = new Date(day);
      return rest === `.${basename(path)}` && !Number.isNaN(asOf.getTime())
        ? [{ asOf, fileName, read: () => readFile(join(folder, fileName)) }]
        : [];
    });
  },
};

/** Gives products of the demo organisation a past. */
export default createBackendModule({
  pluginId: 'risk',
  moduleId: 'demo-history',
  register(module) {
    module.registerInit({
      deps: { history: threatModelHistoryExtensionPoint },
      async init({ history }) {
        history.addHistory(filesBeside);
      },
    });
  },
});
