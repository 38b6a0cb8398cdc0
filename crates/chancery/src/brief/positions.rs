//! Who changed position, and where relationships stand.

use chancery_reader::reading::{
    ActorId, Assessment, Reading, Reversal, ReversalKind, StatementId, TextSpan, Trend,
};

use super::page::{BOLD, DIM, MARKED, Page, Run, clean, plain, run};
use super::passage::shorten;

/// Words shown of a position, and of the sentence behind it.
const WORDS: usize = 40;

/// Sets the reversals, each with the old and the new words side by side; nothing where there are none.
pub(super) fn set_reversals(reading: &Reading, page: &mut Page) {
    if reading.reversals.is_empty() {
        return;
    }
    page.heading("Who changed position");
    for reversal in &reading.reversals {
        page.blank();
        page.paragraph(2, 4, &title(reading, reversal));
        match (&reversal.before, &reversal.after) {
            (Some(before), Some(after)) => {
                page.paragraph(4, 6, &[plain(quoted(before)), run(MARKED, " → "), plain(quoted(after))]);
            }
            (Some(before), None) => page.paragraph(4, 6, &[run(DIM, "before: "), plain(quoted(before))]),
            (None, Some(after)) => page.paragraph(4, 6, &[run(DIM, "now: "), plain(quoted(after))]),
            (None, None) => {}
        }
        let evidence = reversal.evidence.first().map_or("", |span| &span.text);
        page.paragraph(4, 6, &[run(DIM, place(&reversal.topic)), run(DIM, cut(evidence))]);
    }
}

/// "Oslo, on its criticism of the pact · the report says so"
fn title(reading: &Reading, reversal: &Reversal) -> Vec<Run> {
    let known = match reversal.kind {
        ReversalKind::Stated => "the report says so",
        ReversalKind::Shown => "two statements show it",
    };
    let (topic, _) = shorten(reversal.topic.text.trim(), WORDS / 2);
    vec![
        run(BOLD, clean(name(reading, reversal.actor))),
        plain(format!(", on {}", clean(topic))),
        run(DIM, format!(" · {known}")),
    ]
}

/// Sets the assessments of relationships; nothing where there are none.
pub(super) fn set_assessments(reading: &Reading, page: &mut Page) {
    if reading.assessments.is_empty() {
        return;
    }
    page.heading("Where relationships stand");
    for assessment in &reading.assessments {
        page.blank();
        let [one, other] = assessment.parties.map(|party| name(reading, party));
        let mut words = vec![run(BOLD, format!("{} – {}", clean(one), clean(other)))];
        words.push(plain(format!(": {}", state(assessment))));
        if !assessment.hedge.is_empty() {
            let hedges: Vec<&str> = assessment.hedge.iter().map(|hedge| hedge.text.as_str()).collect();
            words.push(run(MARKED, format!(" (hedged: {})", clean(&hedges.join(", ")))));
        }
        if let Some(speaker) = speakers(reading, assessment) {
            words.push(run(DIM, format!(" · on the word of {speaker}")));
        }
        page.paragraph(2, 4, &words);
        let sentence = reading.sentences.get(assessment.sentence.index()).map_or("", |s| &s.span.text);
        page.paragraph(
            4,
            6,
            &[
                plain(quoted(&assessment.phrase)),
                run(DIM, format!(" {}", place(&assessment.phrase))),
                run(DIM, cut(sentence)),
            ],
        );
    }
}

/// "hostile (-2), worsening"
fn state(assessment: &Assessment) -> String {
    let level = match assessment.level {
        ..=-2 => "hostile",
        -1 => "bad",
        0 => "neither good nor bad",
        1 => "good",
        2.. => "allied",
    };
    let trend = match assessment.trend {
        Some(Trend::Improving) => ", improving",
        Some(Trend::Worsening) => ", worsening",
        Some(Trend::Unchanged) => ", unchanged",
        None => "",
    };
    format!("{level} ({}){trend}", assessment.level)
}

/// "Lavrov, as Tillerson tells it"
fn speakers(reading: &Reading, assessment: &Assessment) -> Option<String> {
    let speaker = |id: StatementId| {
        let statement = reading.statements.get(id.index());
        statement
            .and_then(|s| s.speaker)
            .map_or_else(|| "somebody unnamed".to_owned(), |id| clean(name(reading, id)))
    };
    let mut names: Vec<String> = assessment.according_to.iter().map(|id| speaker(*id)).collect();
    names.dedup();
    names.reverse();
    (!names.is_empty()).then(|| names.join(", as told by "))
}

fn name(reading: &Reading, id: ActorId) -> &str {
    reading.actors.get(id.index()).map_or("?", |actor| &actor.name)
}

fn quoted(span: &TextSpan) -> String {
    let (words, left) = shorten(span.text.trim(), WORDS);
    format!("“{}{}”", clean(words.trim_matches(['"', '“', '”'])), if left > 0 { " …" } else { "" })
}

/// "312–418"
fn place(span: &TextSpan) -> String {
    format!("{}–{}", span.start, span.end)
}

/// The words behind a finding: ": He said …"
fn cut(text: &str) -> String {
    let (words, left) = shorten(text.trim(), WORDS);
    if words.is_empty() {
        String::new()
    } else {
        format!(": {}{}", clean(words), if left > 0 { " …" } else { "" })
    }
}
