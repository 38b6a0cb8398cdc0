//! The brief: a reading set for a terminal.
//!
//! Headline, what is known of the report, who appears, where, who said what with the sentence behind it, who did what
//! to whom, how relationships stand, who changed position, what is contested, notes last.
//! Every line stands without colour: quoted words keep their marks, the rest is told apart by place.

mod actors;
mod disputes;
mod events;
mod header;
mod page;
mod passage;
mod places;
mod positions;
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
    // Briefs follow one another: the line above and the empty line below keep them apart.
    page.rule();
    header::set(reading, &mut page);
    actors::set(reading, &mut page);
    places::set(reading, &mut page);
    statements::set(reading, &mut page);
    events::set(reading, &mut page);
    positions::set_reversals(reading, &mut page);
    positions::set_assessments(reading, &mut page);
    disputes::set(reading, &mut page);
    for note in &reading.report.notes {
        page.heading("Note");
        page.paragraph(2, 2, &[page::plain(note)]);
    }
    page.blank();
    page.finish()
}

#[cfg(test)]
mod tests {
    use chancery_reader::reading::{ActorId, PlaceId, SentenceId, StatementId};
    use chancery_reader::report::{Given, text};
    use chancery_reader::segment::segments;
    use serde_json::{Value, json};

    use super::*;

    const PAGE: &str = "Moscow and Washington agree on little\n\n\
        MOSCOW, April 12, 2017 (Potomac Wire) - Sergei Lavrov said on Wednesday that the two sides would keep \
        “their channels” open. He denied that Russia had threatened anyone.\n\n\
        “Show us the evidence,” he said.\n\n\
        “We are not where we should be.”\n";

    /// Finds words in the page, as a span.
    fn at(words: &str) -> Value {
        let byte = PAGE.find(words).unwrap();
        let start = PAGE[..byte].chars().count();
        json!({"start": start, "end": start + words.chars().count(), "text": words})
    }

    fn statement(
        index: usize,
        speaker: Value,
        cue: Value,
        content: &str,
        form: &str,
        polarity: &str,
    ) -> Value {
        json!({
            "id": StatementId::from_index(index), "parent": null, "form": form, "speaker": speaker,
            "speaker_span": null, "candidates": [], "cue": cue, "cue_lemma": null, "content": [at(content)],
            "addressees": [], "about": [], "time": null, "place": null, "venue": null, "hedges": [], "polarity": polarity,
            "confidence": 0.9, "rule": "test",
        })
    }

    fn reading() -> Reading {
        let report = text(PAGE.as_bytes(), &Given::default());
        let segments = segments(&report);
        let mut reading = Reading::new(report, &segments);
        let sentences = [
            "Sergei Lavrov said on Wednesday that the two sides would keep “their channels” open.",
            "He denied that Russia had threatened anyone.",
            "“Show us the evidence,” he said.",
            "“We are not where we should be.”",
        ];
        let sentence = |(i, s): (usize, &&str)| json!({"id": SentenceId::from_index(i), "span": at(s)});
        let sentences: Vec<_> = sentences.iter().enumerate().map(sentence).collect();
        reading.sentences = serde_json::from_value(json!(sentences)).unwrap();
        let actor = |index: usize, name: &str, kind: &str, title: Option<&str>, mentions: &[&str]| {
            let roles: Vec<_> = title
                .iter()
                .map(|t| json!({"title": t, "country": "RUS", "from": null, "to": null}))
                .collect();
            let mentions: Vec<_> = mentions
                .iter()
                .map(|m| json!({"span": at(m), "form": "name", "confidence": 0.95, "reason": "name"}))
                .collect();
            json!({
                "id": ActorId::from_index(index), "name": name, "kind": kind, "country": "RUS", "code": null,
                "roles": roles, "wikidata": null, "members": [], "mentions": mentions,
            })
        };
        reading.actors = serde_json::from_value(json!([
            actor(0, "Russia", "state", None, &["Moscow", "Russia"]),
            actor(
                1,
                "Sergei Lavrov",
                "person",
                Some("foreign minister"),
                &["Sergei Lavrov", "He", "he said"]
            ),
            actor(2, "Rex Tillerson", "person", None, &["Washington"]),
        ]))
        .unwrap();
        let place = |index: usize, words: &str, name: &str, candidates: Value| {
            json!({
                "id": PlaceId::from_index(index), "name": name, "kind": "town", "country": "RUS", "admin1": null,
                "lat": 55.75, "lon": 37.62, "approximate": false, "geonames": null, "span": at(words),
                "confidence": 0.9, "candidates": candidates, "rule": "test",
            })
        };
        let other = json!([{
            "name": "Washington", "kind": "town", "country": "USA", "admin1": null, "lat": 38.9, "lon": -77.0,
            "geonames": null, "confidence": 0.5,
        }]);
        reading.places = serde_json::from_value(json!([
            place(0, "Washington", "Washington", other),
            place(1, "Moscow", "Moscow", json!([])),
            place(2, "MOSCOW", "Moscow", json!([])),
        ]))
        .unwrap();
        let mut unnamed =
            statement(3, Value::Null, Value::Null, "We are not where we should be.", "direct", "affirm");
        unnamed["candidates"] =
            json!([{"actor": "a2", "confidence": 0.6}, {"actor": "a3", "confidence": 0.25}]);
        reading.statements = serde_json::from_value(json!([
            statement(
                0,
                json!("a2"),
                at("said"),
                "the two sides would keep “their channels” open",
                "mixed",
                "affirm"
            ),
            statement(1, json!("a2"), at("denied"), "Russia had threatened anyone", "indirect", "deny"),
            statement(2, json!("a2"), at("said."), "“Show us the evidence,”", "direct", "demand"),
            unnamed,
        ]))
        .unwrap();
        reading.statements[2].cue.as_mut().unwrap().text.pop();
        reading.statements[1].addressees.push(ActorId::from_index(2));
        reading.report.notes.push("1 unreadable byte sequence replaced".to_owned());
        reading
    }

    #[test]
    fn a_brief_reads_without_colour() {
        let page = anstream::adapter::strip_str(&brief(&reading(), 72)).to_string();
        assert_eq!(page, include_str!("example.txt"), "\n{page}");
    }

    #[test]
    fn an_empty_report_has_a_brief_too() {
        let report = text(b"", &Given::default());
        let page = brief(&Reading::new(report, &[]), 40);
        assert!(page.contains("(no headline)"));
    }
}
