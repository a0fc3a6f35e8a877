/**
 * A cell of a CSV file; an absent value is an empty cell, never 0.
 * @public
 */
export type CsvCell = string | number | undefined;

/**
 * Spreadsheets run a cell that begins with one of these as a formula; an
 * apostrophe before it makes it text.
 */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function csvCell(cell: CsvCell): string {
  if (cell === undefined) {
    return '';
  }
  if (typeof cell === 'number') {
    return String(cell);
  }
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * One record after RFC 4180, its end of line included. Text that a spreadsheet
 * would run as a formula gets an apostrophe before it.
 * @public
 */
export const csvLine = (cells: readonly CsvCell[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`;
