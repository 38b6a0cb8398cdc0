//! Who said what.

use std::ops::Range;

use chancery_reader::reading::{ActorId, Candidate, Polarity, Reading, Statement, TextSpan};
use unicode_width::UnicodeWidthStr as _;

use super::header::count;
use super::page::{BOLD, DIM, MARKED, Page, Run, clean, plain, run};
use super::passage::{content, shorten};

/// Words shown of a statement, and of the sentences behind it.
const WORDS: usize = 60;
/// The widest column of reporting words.
const CUES: usize = 14;

/// Sets the statements, gathered by speaker, speakers in the order in which they first speak.
pub(super) fn set(reading: &Reading, page: &mut Page) {
    page.heading("Who said what");
    if reading.statements.is_empty() {
        page.paragraph(2, 2, &[run(DIM, "nobody is reported to have said anything")]);
        return;
    }
    let paragraphs = Paragraphs::of(&reading.report.text);
    let mut speakers: Vec<Option<ActorId>> = Vec::new();
    for statement in &reading.statements {
        if !speakers.contains(&statement.speaker) {
            speakers.push(statement.speaker);
        }
    }
    let cues = reading.statements.iter().map(|statement| cue(statement).width()).max().unwrap_or(0).min(CUES);
    for speaker in speakers {
        page.blank();
        let said: Vec<_> =
            reading.statements.iter().filter(|statement| statement.speaker == speaker).collect();
        page.paragraph(2, 4, &title(reading, speaker, said.len()));
        let mut shown = None;
        for statement in said {
            set_one(reading, statement, cues, &paragraphs, &mut shown, page);
        }
    }
}

/// "Sergei Lavrov · foreign minister, RUS · 3 statements"
fn title(reading: &Reading, speaker: Option<ActorId>, statements: usize) -> Vec<Run> {
    let mut title = match speaker {
        Some(id) => vec![run(BOLD, name(reading, id))],
        None => vec![run(MARKED.bold(), "Speaker not named")],
    };
    if statements > 1 {
        title.push(run(DIM, format!(" · {}", count(statements, "statement", "statements"))));
    }
    title
}

fn set_one(
    reading: &Reading,
    statement: &Statement,
    cues: usize,
    paragraphs: &Paragraphs,
    shown: &mut Option<Range<usize>>,
    page: &mut Page,
) {
    let indent = 4 + cues + 2;
    let cue = clean(&cue(statement));
    let mut words = Vec::new();
    if let Some(mark) = polarity(statement.polarity) {
        words.push(run(MARKED, format!("[{mark}] ")));
    }
    words.extend(content(&statement.content, statement.form, WORDS));
    if cue.width() > cues {
        page.paragraph(4, 4, &[plain(cue)]);
        page.paragraph(indent, indent, &words);
    } else {
        page.hanging(&[plain(format!("    {cue}"))], indent, &words);
    }
    if let Some(told) = circumstances(reading, statement) {
        page.paragraph(indent, indent, &[plain(told)]);
    }
    if let Some(doubt) = doubt(reading, statement) {
        page.paragraph(indent, indent, &[run(MARKED, doubt)]);
    }

    let sentences = sentences(reading, statement);
    let mut evidence = vec![run(DIM, place(reading, statement, &sentences, paragraphs))];
    if shown.as_ref() == Some(&sentences) {
        evidence.push(run(DIM, ", as above"));
    } else if !is_whole(reading, statement, &sentences) {
        let text = reading.sentences[sentences.clone()].iter().map(|sentence| sentence.span.text.trim());
        let text = text.collect::<Vec<_>>().join(" ");
        let (words, left) = shorten(&text, WORDS);
        let cut = if left > 0 { " …" } else { "" };
        evidence.push(run(DIM, format!(": {words}{cut}")));
    }
    page.paragraph(indent, indent, &evidence);
    *shown = Some(sentences);
}

fn cue(statement: &Statement) -> String {
    statement.cue.as_ref().map_or_else(String::new, |cue| cue.text.clone())
}

fn name(reading: &Reading, id: ActorId) -> &str {
    reading.actors.get(id.index()).map_or("?", |actor| &actor.name)
}

fn polarity(polarity: Polarity) -> Option<&'static str> {
    match polarity {
        Polarity::Affirm => None,
        Polarity::Deny => Some("denial"),
        Polarity::Question => Some("question"),
        Polarity::Demand => Some("demand"),
    }
}

/// "to reporters · at a press conference · on 11 April 2017 · in Moscow"; nothing when the report tells none of it.
fn circumstances(reading: &Reading, statement: &Statement) -> Option<String> {
    let mut parts = Vec::new();
    let told: Vec<_> = statement.addressees.iter().map(|&id| clean(name(reading, id))).collect();
    if !told.is_empty() {
        parts.push(format!("to {}", told.join(", ")));
    }
    let venue = statement.venue.as_ref().map(|venue| clean(&venue.text));
    let place = statement.place.and_then(|id| reading.places.get(id.index()));
    // A venue that names the place says it once.
    let place = place.filter(|place| !venue.as_ref().is_some_and(|venue| venue.contains(&place.span.text)));
    parts.extend(venue);
    parts.extend(place.map(|place| format!("in {}", clean(&place.span.text))));
    if let Some(time) = statement.time.and_then(|id| reading.times.get(id.index())) {
        parts.push(match time.from.filter(|from| time.to == Some(*from)) {
            Some(day) => day.strftime("%-d %B %Y").to_string(),
            None => clean(&time.span.text),
        });
    }
    let hedges: Vec<_> = statement.hedges.iter().map(|hedge| clean(&hedge.text)).collect();
    if !hedges.is_empty() {
        parts.push(format!("hedged: {}", hedges.join(", ")));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// "perhaps Sergei Lavrov (70 %) or Rex Tillerson (20 %)"; nothing when the report names the speaker.
fn doubt(reading: &Reading, statement: &Statement) -> Option<String> {
    let candidate = |candidate: &Candidate| {
        format!("{} ({:.0} %)", clean(name(reading, candidate.actor)), candidate.confidence * 100.0)
    };
    let candidates: Vec<_> = statement.candidates.iter().map(candidate).collect();
    match (statement.speaker, candidates.is_empty()) {
        (_, true) => None,
        (None, false) => Some(format!("perhaps {}", candidates.join(" or "))),
        (Some(_), false) => Some(format!("speaker inferred: {}", candidates.join(" or "))),
    }
}

/// The sentences, as indices, from the first to the last word of a statement that lies close to its cue.
fn sentences(reading: &Reading, statement: &Statement) -> Range<usize> {
    let mut spans = statement.cue.iter().chain(&statement.speaker_span).chain(&statement.content);
    let Some(first) = spans.next() else { return 0..0 };
    let whole =
        spans.fold(first.start..first.end, |all, span| all.start.min(span.start)..all.end.max(span.end));
    let start = reading.sentences.partition_point(|sentence| sentence.span.end <= whole.start);
    let end = reading.sentences.partition_point(|sentence| sentence.span.start < whole.end);
    start..end.max(start)
}

/// Says whether the sentences hold next to nothing but the content, so that showing them would repeat it.
fn is_whole(reading: &Reading, statement: &Statement, sentences: &Range<usize>) -> bool {
    let length =
        |spans: &mut dyn Iterator<Item = &TextSpan>| spans.map(|span| span.end - span.start).sum::<u32>();
    let sentences = length(&mut reading.sentences[sentences.clone()].iter().map(|sentence| &sentence.span));
    sentences <= length(&mut statement.content.iter()) + 4
}

/// "¶4 312–418", with the statement that this one stands in.
fn place(
    reading: &Reading,
    statement: &Statement,
    sentences: &Range<usize>,
    paragraphs: &Paragraphs,
) -> String {
    let sentences = &reading.sentences[sentences.clone()];
    let start = sentences.first().map_or(0, |sentence| sentence.span.start);
    let end = sentences.last().map_or(0, |sentence| sentence.span.end);
    let mut place = format!("¶{} {start}–{end}", paragraphs.number(start));
    let parent = statement.parent.and_then(|id| reading.statements.get(id.index()));
    if let Some(speaker) = parent.and_then(|parent| parent.speaker) {
        place += &format!(", on the word of {}", clean(name(reading, speaker)));
    }
    place
}

/// Where the paragraphs begin, in code points.
struct Paragraphs(Vec<u32>);

impl Paragraphs {
    /// A paragraph is a line that is not empty.
    fn of(text: &str) -> Self {
        let mut starts = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                starts.push(at);
            }
            at += line.chars().count() as u32;
        }
        Self(starts)
    }

    /// Returns the number of the paragraph at a code point, counted from 1.
    fn number(&self, at: u32) -> usize {
        self.0.partition_point(|&start| start <= at).max(1)
    }
}
