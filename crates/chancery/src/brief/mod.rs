//! The brief: a reading set for a terminal.
//!
//! Headline, what is known of the report, who appears, who said what with the sentence behind it, notes last.
//! Every line stands without colour: quoted words keep their marks, the rest is told apart by place.

mod actors;
mod header;
mod page;
mod passage;
mod statements;

use chancery_reader::reading::Reading;

use self::page::Page;

/// The widest a line gets, however wide the terminal: longer ones are hard to read.
const WIDEST: usize = 100;
/// Narrower than this, the columns would not hold a word.
const NARROWEST: usize = 40;

/// Returns the width to write for: the terminal's within reason, 80 where there is none.
pub(crate) fn width() -> usize {
    let columns = terminal_size::terminal_size_of(std::io::stdout()).map_or(80, |(width, _)| width.0.into());
    columns.clamp(NARROWEST, WIDEST)
}

/// Sets the brief of one reading, with styles.
pub(crate) fn brief(reading: &Reading, width: usize) -> String {
    let mut page = Page::new(width);
    header::set(reading, &mut page);
    actors::set(reading, &mut page);
    statements::set(reading, &mut page);
    for note in &reading.report.notes {
        page.heading("Note");
        page.paragraph(2, 2, &[page::plain(note)]);
    }
    page.finish()
}
