//! The table of times in sentences: how many are found, how many are placed right.

use chancery_reader::reading::TimexType;
use chancery_reader::time::{ReferenceDate, find_times_in};

const TABLE: &str = include_str!("../time/expressions.tsv");

/// What is asked of the table in percent: values, overlapping spans, silence on near misses.
const FLOOR: (f64, f64, f64) = (95.0, 97.0, 95.0);

#[test]
fn the_table_of_expressions() {
    let (mut gold, mut system, mut relaxed, mut strict, mut kinds, mut values) = (0, 0, 0, 0, 0, 0);
    let (mut misses, mut silent) = (0, 0);
    let mut wrong = String::new();
    for row in TABLE.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let [reference, sentence, times] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three columns: {row}")
        };
        let expected: Vec<[&str; 3]> =
            times.split(" | ").filter(|time| !time.is_empty()).map(parts).collect();
        let found = find_times_in(sentence, reference.parse().ok().map(ReferenceDate::given));
        gold += expected.len();
        system += found.len();
        if expected.is_empty() {
            misses += 1;
            silent += usize::from(found.is_empty());
        }
        let mut from = 0;
        let mut right = found.len() == expected.len();
        for [words, kind, value] in expected {
            let start = from + sentence[from..].find(words).expect("an expected span stands in its sentence");
            let end = start + words.len();
            from = end;
            let near =
                found.iter().find(|time| (time.span.start as usize) < end && start < time.span.end as usize);
            let exact = near.is_some_and(|time| time.span.range() == (start..end));
            let kind = near.is_some_and(|time| name(time.kind) == kind);
            let value = near.is_some_and(|time| time.value == value);
            relaxed += usize::from(near.is_some());
            strict += usize::from(exact);
            kinds += usize::from(kind);
            values += usize::from(value);
            right &= exact && kind && value;
        }
        if !right {
            let found: Vec<_> = found
                .iter()
                .map(|time| {
                    format!(
                        "{} {} {} ({})",
                        &sentence[time.span.range()],
                        name(time.kind),
                        time.value,
                        time.rule
                    )
                })
                .collect();
            wrong.push_str(&format!(
                "  {reference} {sentence}\n    asked {times}\n    found {}\n",
                found.join(" | ")
            ));
        }
    }
    let f1 = |right: usize| 200.0 * right as f64 / (gold + system) as f64;
    let quiet = 100.0 * silent as f64 / misses as f64;
    let figures = format!(
        "{gold} times, {system} found: value F1 {:.1}, relaxed {:.1}, strict {:.1}, type {:.1}; silent on {silent} of {misses} near misses",
        f1(values),
        f1(relaxed),
        f1(strict),
        f1(kinds),
    );
    assert!(gold >= 200 && misses >= 40, "the table shrank: {figures}");
    assert!(f1(values) >= FLOOR.0 && f1(relaxed) >= FLOOR.1 && quiet >= FLOOR.2, "{figures}\n{wrong}");
    #[allow(clippy::print_stderr)] // Shown with --nocapture.
    {
        eprintln!("{figures}\n{wrong}");
    }
}

/// Splits "last Thursday DATE 2017-04-06".
fn parts(time: &str) -> [&str; 3] {
    let mut parts = time.rsplitn(3, ' ');
    let (value, kind, span) = (parts.next(), parts.next(), parts.next());
    [span.unwrap_or(""), kind.unwrap_or(""), value.unwrap_or("")]
}

fn name(kind: TimexType) -> &'static str {
    match kind {
        TimexType::Date => "DATE",
        TimexType::Time => "TIME",
        TimexType::Duration => "DURATION",
        TimexType::Set => "SET",
    }
}

/// What would break a reader that recurses or looks too far, thirty thousand times over.
#[test]
fn long_lists_take_linear_time() {
    for piece in [
        "another ",
        "hundred ",
        "April 1, 1, 1, ",
        "1, ",
        "\" ' \" . ",
        "early ",
        "the ",
        "every other ",
        "0,000",
        "1 to ",
        "two and a half ",
    ] {
        let text = piece.repeat(30_000);
        let begun = std::time::Instant::now();
        find_times_in(&text, None);
        assert!(begun.elapsed().as_secs() < 20, "{piece:?} took {:?}", begun.elapsed());
    }
}
