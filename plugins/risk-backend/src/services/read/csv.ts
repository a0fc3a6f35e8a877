type Cell = string | number | undefined;

/**
 * Spreadsheets run a cell that begins with one of these as a formula; an
 * apostrophe before it makes it text.
 */
const FORMULA = /^[=+\-@\t\r]/;

function csvCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** One record after RFC 4180. An absent value is an empty cell, never 0. */
export const csvLine = (cells: readonly Cell[]) =>
  `${cells.map(csvCell).join(',')}\r\n`;
