import { ExportTarget } from '../target';
import { csvReductions } from './reductions';
import { writeCsv } from './writeCsv';

/** A row a finding, for spreadsheets. */
export const csvTarget: ExportTarget = {
  id: 'csv',
  title: 'CSV, a row a finding',
  extension: '.csv',
  mediaType: 'text/csv',
  reductions: csvReductions,
  write: writeCsv,
};
