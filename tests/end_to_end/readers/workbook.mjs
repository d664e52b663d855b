// Reads a workbook with exceljs and prints what it holds as JSON: tables, rows, kinds of cells.
import { createRequire } from 'node:module';
const require = createRequire(process.argv[3] + '/');
const Excel = require('exceljs');
const book = new Excel.Workbook();
await book.xlsx.readFile(process.argv[2]);
const out = {};
book.eachSheet(sheet => {
  const rows = [];
  sheet.eachRow({ includeEmpty: false }, row => {
    const cells = [];
    row.eachCell({ includeEmpty: true }, cell => cells.push(
      cell.value instanceof Date ? { date: cell.value.toISOString().slice(0, 10) } :
      cell.value && cell.value.formula ? { formula: cell.value.formula } : cell.value));
    rows.push(cells);
  });
  out[sheet.name] = {
    rows, tables: Object.keys(sheet.tables || {}).length,
    widths: sheet.columns.map(c => c.width),
    choices: Object.values(sheet.dataValidations.model || {}).map(v => v.formulae[0]),
  };
});
console.log(JSON.stringify(out));
