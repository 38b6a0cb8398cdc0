//! Headlines: `Lavrov: US strike breaks international law`.

use chancery_nlp::{Document, Upos};

use super::frame::Report;
use super::stretch::Stretches;
use super::subject::is_nominal;

/// How many words may stand before the colon.
const NAME: usize = 6;
/// How many tokens a headline may have.
const LENGTH: usize = 32;

/// Reads a first line of the form `Name: what the name says`.
///
/// A colon after a name reports in headlines only; in running text it opens a list as often.
pub(super) fn headline(document: &Document, stretches: &Stretches) -> Option<Report> {
    let first = document.tokens().find(|t| t.upos() != Upos::Space)?;
    let line = stretches.paragraph_of(document, first.index() as u32);
    let colon = document.slice(line.clone()).take(NAME + 1).find(|t| t.text() == ":")?;
    let name = colon.previous().filter(|n| is_nominal(*n))?;
    let names = line.start..colon.index() as u32;
    let said = document.slice(names.clone()).any(|t| t.upos() == Upos::Verb);
    let proper = document
        .slice(names.clone())
        .any(|t| t.upos() == Upos::Propn || matches!(t.lemma(), "poll" | "report"));
    let content = colon.index() as u32 + 1..line.end;
    if said || !proper || content.is_empty() || line.len() > LENGTH {
        return None;
    }
    let at = colon.index() as u32;
    Some(Report {
        cue: at..at + 1,
        head: at,
        told: at + 1,
        speaker: Some(name.index() as u32),
        content: vec![content],
        polarity: None,
        rule: "headline_colon".to_owned(),
        confidence: 0.7,
    })
}
