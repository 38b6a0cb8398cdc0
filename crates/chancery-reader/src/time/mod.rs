//! Times in running text: found, and put into the calendar as TIMEX3 values.
//!
//! [`find_times`] reads a parsed document, [`find_times_in`] a bare text: words are cut here, so that the same
//! expressions are found whatever tokenizer the pipeline brings; a parse only adds the tense of a time's verb
//! and the names that are no times. What a report leaves unsaid comes from its reference date; in a narrative,
//! a text without one or with one long after its dates, it comes from the date named last.

mod clock;
mod date;
mod day_part;
mod holiday;
mod lexer;
mod lexicon;
mod meaning;
mod moment;
mod paragraph;
mod phrase;
mod quantity;
mod reference;
mod relative;
mod resolve;
mod scan;
mod set;
mod tense;
mod unit;

use chancery_nlp::{Document, Span};
use jiff::civil::Date;

use crate::reading::{Grain, TimexType};

pub use reference::{ReferenceDate, reference_date};

/// A date, time, duration or recurrence that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands, without a preposition before it.
    pub span: Span,
    /// What is expressed.
    pub kind: TimexType,
    /// The TIMEX3 value; `X` stands for what is not known: `XXXX-04-04`.
    pub value: String,
    /// The first day; nothing for durations and sets and where no day is known.
    pub from: Option<Date>,
    /// The last day, inclusive.
    pub to: Option<Date>,
    /// How exactly the text puts it; nothing where that has no meaning.
    pub grain: Option<Grain>,
    /// Whether it could be placed in the calendar.
    pub anchored: bool,
    /// What found it.
    pub rule: &'static str,
}

/// Finds the times that a document names, in text order.
///
/// ```
/// use chancery_nlp::Document;
/// use chancery_reader::time::{ReferenceDate, find_times};
/// let document = Document::default();
/// let published = ReferenceDate::given(jiff::civil::date(2017, 4, 12));
/// assert!(find_times(&document, Some(published)).is_empty());
/// ```
pub fn find_times(document: &Document, reference: Option<ReferenceDate>) -> Vec<TimeExpression> {
    find(document.text(), Some(document), reference)
}

/// Finds the times that a text names, without a parse.
///
/// ```
/// use chancery_reader::time::{ReferenceDate, find_times_in};
/// let text = "after the US missile strike on a Syrian airbase last Thursday";
/// let published = ReferenceDate::given(jiff::civil::date(2017, 4, 12));
/// let times = find_times_in(text, Some(published));
/// assert_eq!(&text[times[0].span.range()], "last Thursday");
/// assert_eq!(times[0].value, "2017-04-06");
/// assert_eq!(find_times_in(text, None)[0].value, "XXXX-WXX-4");
/// ```
pub fn find_times_in(text: &str, reference: Option<ReferenceDate>) -> Vec<TimeExpression> {
    find(text, None, reference)
}

fn find(text: &str, document: Option<&Document>, reference: Option<ReferenceDate>) -> Vec<TimeExpression> {
    let words = lexer::words(text);
    let mut found = scan::scan(&words);
    if let Some(document) = document {
        found.retain(|found| {
            !is_name(document, words[found.start].span.cover(words[found.end - 1].span), found)
        });
    }
    let mut resolver = resolve::Resolver::new(&found, reference.map(|reference| reference.date));
    found
        .iter()
        .map(|found| {
            let first = &words[found.start];
            let tense = tense::tense(document, &words, found.start, found.end);
            let leads = found.start > 0
                && matches!(words[found.start - 1].text, "In" | "On" | "During")
                && (found.start == 1 || words[found.start - 2].sentence != first.sentence);
            let place = resolve::Place { sentence: first.sentence, paragraph: first.paragraph, tense, leads };
            let resolved = resolver.resolve(found, place);
            TimeExpression {
                span: first.span.cover(words[found.end - 1].span),
                kind: resolved.kind,
                value: resolved.value,
                from: resolved.days.map(|(from, _)| from),
                to: resolved.days.map(|(_, to)| to),
                grain: resolved.grain,
                anchored: resolved.days.is_some(),
                rule: found.rule,
            }
        })
        .collect()
}

/// Says whether the entity recogniser takes a bare month or weekday for part of somebody's name.
fn is_name(document: &Document, span: Span, found: &meaning::Found) -> bool {
    use meaning::Meaning;
    let bare = matches!(&found.meaning, Meaning::Month { .. } | Meaning::Weekday { .. })
        && found.end - found.start == 1;
    let tokens = document.tokens_in(span);
    bare && !tokens.is_empty()
        && document
            .token(tokens.start as usize)
            .entity()
            .is_some_and(|entity| entity.label.as_str() == "PERSON" && entity.tokens.len() > 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, reference: &str, expect: &str) {
        let reference = reference.parse().ok().map(ReferenceDate::given);
        let found: Vec<_> = find_times_in(text, reference)
            .iter()
            .map(|time| {
                format!(
                    "{} {} {}",
                    &text[time.span.range()],
                    serde_json::to_value(time.kind).unwrap().as_str().unwrap_or_default(),
                    time.value
                )
            })
            .collect();
        assert_eq!(found.join(" | "), expect, "{text}");
    }

    #[test]
    fn reports() {
        check("the April 4 attack on Khan Sheikhoun", "2017-04-12", "April 4 DATE 2017-04-04");
        check("a strike on a Syrian airbase last Thursday", "2017-04-12", "last Thursday DATE 2017-04-06");
        check(
            "The meeting, which lasted nearly two hours, failed.",
            "2017-04-12",
            "nearly two hours DURATION PT2H",
        );
        check("last week's chemical weapons attack", "2017-04-12", "last week DATE 2017-W14");
    }

    #[test]
    fn absurd_days_stay_words() {
        check("They met on February 30, 2017.", "2017-04-12", "February 30, 2017 DATE XXXX-XX-XX");
        check("They met on 31 April.", "2017-04-12", "31 April DATE XXXX-XX-XX");
        check("in 99999999999999 years", "2017-04-12", "");
    }

    proptest! {
        #[test]
        fn nothing_panics_and_spans_are_ordered(pieces in proptest::collection::vec(piece(), 0..40), dated in any::<bool>()) {
            let text = pieces.concat();
            let reference = dated.then(|| ReferenceDate::given(Date::MAX));
            let times = find_times_in(&text, reference);
            for pair in times.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            for time in &times {
                prop_assert!(text.get(time.span.range()).is_some_and(|text| !text.trim().is_empty()));
                prop_assert!(time.from <= time.to);
            }
            let _ = find_times_in(&text, Some(ReferenceDate::given(Date::MIN)));
        }
    }

    fn piece() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "April",
            "May",
            "Thursday",
            "last",
            "next",
            "the",
            "of",
            "year",
            "years",
            "ago",
            "later",
            "two",
            "a",
            "half",
            "and",
            "to",
            "from",
            "early",
            "late",
            "mid",
            "-",
            "–",
            "'",
            ",",
            ".",
            ":",
            "4",
            "30",
            "31",
            "February",
            "1999",
            "2017",
            "9999",
            "s",
            "th",
            "th century",
            "BC",
            "a.m.",
            "p.m.",
            "GMT",
            "every",
            "days",
            "weeks",
            "centuries",
            "decades",
            "999999999",
            "before",
            "after",
            "winter",
            "Christmas",
            "Easter",
            "this",
            "previous",
            "following",
            "morning",
            "night",
            "noon",
            "\n\n",
            "hundred",
            "thousand",
            "millennium",
            "quarter",
            "Q4",
            "same",
        ]);
        prop_oneof![
            4 => words.prop_map(|word| format!("{word} ")),
            1 => prop::sample::select(vec!["April", "4", "2017", "-", "two", "day"]).prop_map(str::to_owned),
            1 => "\\PC{0,4}",
        ]
    }
}
