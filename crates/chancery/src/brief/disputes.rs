//! What is contested, and who stands where.

use chancery_reader::reading::{Dispute, Position, Reading, Stance};
use unicode_width::UnicodeWidthStr as _;

use super::page::{BOLD, DIM, MARKED, Page, clean, plain, run};
use super::passage::shorten;

/// Words shown of a proposition, and of the words behind a position.
const WORDS: usize = 40;
/// Where the names stand, and how wide their column is at most.
const INDENT: usize = 4;
const NAMES: usize = 30;

/// Sets the disputes: the proposition, then a line for each position with the words that show it.
pub(super) fn set(reading: &Reading, page: &mut Page) {
    if reading.disputes.is_empty() {
        return;
    }
    page.heading("What is contested");
    for dispute in &reading.disputes {
        page.blank();
        let (words, left) = shorten(&dispute.proposition.text, WORDS);
        let cut = if left > 0 { " …" } else { "" };
        page.paragraph(2, 4, &[run(BOLD, format!("{words}{cut}"))]);
        positions(reading, dispute, page);
    }
}

fn positions(reading: &Reading, dispute: &Dispute, page: &mut Page) {
    let lead = |position: &Position| {
        let name = reading.actors.get(position.actor.index()).map_or("?", |actor| &actor.name);
        format!("{} · {}", clean(name), stance(position.stance))
    };
    let widest =
        dispute.positions.iter().map(|position| lead(position).width()).max().unwrap_or(0).min(NAMES);
    for position in &dispute.positions {
        let lead = lead(position);
        let (words, left) = shorten(&position.span.text, WORDS);
        let cut = if left > 0 { " …" } else { "" };
        let shown = [
            run(DIM, format!("{}–{}: ", position.span.start, position.span.end)),
            plain(format!("{words}{cut}")),
        ];
        let column = INDENT + widest + 2;
        if lead.width() > widest {
            page.paragraph(INDENT, INDENT, &[run(MARKED, lead)]);
            page.paragraph(column, column, &shown);
        } else {
            page.hanging(&[plain(" ".repeat(INDENT)), run(MARKED, lead)], column, &shown);
        }
    }
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Affirms => "affirmation",
        Stance::Denies => "denial",
        Stance::Doubts => "doubt",
        Stance::DemandsEvidence => "demand for evidence",
        Stance::CallsForInvestigation => "call for an inquiry",
        Stance::Unspecified => "a party",
    }
}
