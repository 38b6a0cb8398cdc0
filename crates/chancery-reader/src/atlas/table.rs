//! Tables: rows of cells between tabs, and where each cell stands.

use std::rc::Rc;

use super::AtlasError;
use super::day::Days;

/// A file of the atlas while it is read.
#[derive(Debug)]
pub(super) struct Table<'t> {
    pub(super) file: &'t str,
    text: &'t str,
    columns: &'static [&'static str],
}

/// One row of a table.
#[derive(Debug, Clone)]
pub(super) struct Row<'t> {
    pub(super) file: &'t str,
    line: usize,
    text: &'t str,
    cells: Vec<&'t str>,
    /// The header's cells.
    columns: Rc<[&'t str]>,
}

impl<'t> Table<'t> {
    pub(super) fn new(file: &'t str, text: &'t str, columns: &'static [&'static str]) -> Self {
        Self { file, text, columns }
    }

    /// Reads the rows that have as many cells as the header; `keys` first columns must rise from row to row.
    pub(super) fn rows(&self, keys: usize, errors: &mut Vec<AtlasError>) -> Vec<Row<'t>> {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        let mut lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
            .map(|(at, line)| (at + 1, line));
        let Some(header) = lines.next() else {
            let columns = self.columns.join(", ");
            let empty = self.row((1, ""), &Rc::from([]));
            errors.push(empty.wrong_line(format!(
                "the file is empty; begin with a line that names the columns, a tab between them: {columns}"
            )));
            return Vec::new();
        };
        let columns: Rc<[&str]> = header.1.split('\t').collect();
        let header = self.row(header, &columns);
        for (at, &wanted) in self.columns.iter().enumerate() {
            match header.cells.get(at) {
                Some(&found) if found == wanted => {}
                Some(found) => {
                    errors.push(header.wrong(
                        at,
                        format!("the column `{found}` stands where `{wanted}` belongs; rename or move it"),
                    ));
                    return Vec::new();
                }
                None => {
                    errors.push(
                        header
                            .wrong(at, format!("the column `{wanted}` is missing; add it, a tab before it")),
                    );
                    return Vec::new();
                }
            }
        }
        let mut rows: Vec<Row<'t>> = Vec::new();
        for line in lines {
            let row = self.row(line, &columns);
            if row.cells.len() != header.cells.len() {
                let (found, wanted) = (row.cells.len(), header.cells.len());
                let at = found.min(wanted) - usize::from(found < wanted);
                errors.push(row.wrong(
                    at,
                    format!("the line has {found} cells, the header {wanted}; put a tab between cells, also between empty ones"),
                ));
                continue;
            }
            if let Some(untrimmed) = row.cells.iter().position(|cell| cell.trim() != *cell) {
                errors.push(row.wrong(untrimmed, "a space stands at the end of the cell; drop it"));
            }
            if let Some(before) = rows.last()
                && before.cells[..keys] > row.cells[..keys]
            {
                errors.push(row.wrong(
                    0,
                    format!(
                        "the lines are not in order; move `{}` before `{}`",
                        row.cells[0], before.cells[0]
                    ),
                ));
            }
            rows.push(row);
        }
        rows
    }

    fn row(&self, (line, text): (usize, &'t str), columns: &Rc<[&'t str]>) -> Row<'t> {
        Row { file: self.file, line, text, cells: text.split('\t').collect(), columns: columns.clone() }
    }
}

impl<'t> Row<'t> {
    /// Returns a cell by the name of its column, empty where there is none.
    pub(super) fn cell(&self, column: &str) -> &'t str {
        self.place(column).and_then(|at| self.cells.get(at)).copied().unwrap_or("")
    }

    /// Returns the values of a cell.
    pub(super) fn list(&self, column: &str) -> Vec<String> {
        let values = self.cell(column).split('|').map(str::trim);
        values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
    }

    /// Reads a date; an empty cell is none.
    pub(super) fn days(&self, column: &str, errors: &mut Vec<AtlasError>) -> Option<Days> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let days = Days::parse(cell);
        if days.is_none() {
            errors.push(self.wrong_cell(
                column,
                format!(
                    "`{cell}` is no date; write YYYY, YYYY-MM or YYYY-MM-DD, a day that the calendar has"
                ),
            ));
        }
        days
    }

    /// Reads a first and a last date, which must not run backwards.
    pub(super) fn spell(&self, errors: &mut Vec<AtlasError>) -> (Option<Days>, Option<Days>) {
        let (from, to) = (self.days("from", errors), self.days("to", errors));
        if let (Some(from), Some(to)) = (from, to)
            && from.first() > to.last()
        {
            errors.push(
                self.wrong_cell("to", format!("{to} lies before {from}; exchange or correct the dates")),
            );
        }
        (from, to)
    }

    /// Reads a number; an empty cell is none.
    pub(super) fn number<N: std::str::FromStr>(
        &self,
        column: &str,
        errors: &mut Vec<AtlasError>,
    ) -> Option<N> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let number = cell.parse().ok();
        if number.is_none() {
            errors.push(self.wrong_cell(
                column,
                format!("`{cell}` is no such number; write digits or leave the cell empty"),
            ));
        }
        number
    }

    /// Returns a cell that may not be empty.
    pub(super) fn required(&self, column: &str, errors: &mut Vec<AtlasError>) -> Option<String> {
        let cell = self.cell(column);
        if cell.is_empty() {
            errors.push(self.wrong_cell(column, format!("the cell `{column}` is empty; fill it")));
            return None;
        }
        Some(cell.to_owned())
    }

    /// Returns a cell, or nothing where it is empty.
    pub(super) fn optional(&self, column: &str) -> Option<String> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty()).map(str::to_owned)
    }

    /// Reads a word of a closed list.
    pub(super) fn kind<K>(
        &self,
        column: &str,
        parse: impl Fn(&str) -> Option<K>,
        known: &[&str],
        errors: &mut Vec<AtlasError>,
    ) -> Option<K> {
        let cell = self.cell(column);
        let kind = parse(cell);
        if kind.is_none() {
            errors.push(
                self.wrong_cell(
                    column,
                    format!("`{cell}` is no {column}; write one of: {}", known.join(", ")),
                ),
            );
        }
        kind
    }

    /// Reads a Wikidata item; an empty cell is none.
    pub(super) fn wikidata(&self, errors: &mut Vec<AtlasError>) -> Option<String> {
        let item = self.optional("wikidata")?;
        let digits = item.strip_prefix('Q').unwrap_or("");
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            errors.push(
                self.wrong_cell("wikidata", format!("`{item}` is no Wikidata item; write it like Q7747")),
            );
        }
        Some(item)
    }

    /// Returns the number of its line.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// Makes an error that points at the cell of a column.
    pub(super) fn wrong_cell(&self, column: &str, message: impl Into<String>) -> AtlasError {
        self.wrong(self.place(column).unwrap_or(0), message)
    }

    fn wrong(&self, cell: usize, message: impl Into<String>) -> AtlasError {
        let before: usize = self.cells.iter().take(cell).map(|c| c.chars().count() + 1).sum();
        let width = self.text.chars().count();
        self.error(before.min(width) + 1, message.into())
    }

    fn wrong_line(&self, message: String) -> AtlasError {
        self.error(1, message)
    }

    fn error(&self, column: usize, message: String) -> AtlasError {
        AtlasError { file: self.file.to_owned(), line: self.line, column, message }
    }

    fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| *known == column)
    }
}
