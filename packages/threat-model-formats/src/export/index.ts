export { csvLine, type CsvCell } from './csv/csvLine';
export {
  exportFormats,
  exportThreatModel,
  lostBy,
  type ExportedModel,
  type ExportFormat,
  type ExportFormatInfo,
} from './exportThreatModel';
export type { ExportLoss } from './target';
