//! Time grows with the text, not with its square.

use std::time::Instant;

use chancery_nlp::Span;
use chancery_reader::place::{Hints, Places, resolve_places};
use chancery_reader::reading::Reading;
use chancery_reader::report::{Given, json_line, text};
use chancery_reader::segment::segments;

/// Reads `unit` repeated, four times as often each time; the third must not take much more than four times the second.
fn check(unit: &str, times: usize) {
    let time = |times: usize| {
        let page = unit.repeat(times);
        (0..2)
            .map(|_| {
                let start = Instant::now();
                let report = text(page.as_bytes(), &Given::default());
                let segments = segments(&report);
                assert!(segments.len() <= page.len());
                Reading::new(report, &segments);
                start.elapsed()
            })
            .min()
            .unwrap()
            .as_secs_f64()
    };
    let (small, large) = (time(times / 4).max(0.005), time(times));
    assert!(large < small * 12.0, "{unit:?}: {small:.3} s, then {large:.3} s for four times as much");
}

#[test]
fn lines() {
    check("\n", 400_000);
    check("#\n", 40_000);
    check("# a\n", 40_000);
    check("a\n", 40_000);
    check("By A B\n", 20_000);
    check("Read more\n", 20_000);
}

#[test]
fn one_line() {
    check("Lavrov said so. ", 100_000);
    check("a", 2_000_000);
    check("\"", 1_000_000);
    check("é “", 400_000);
    check("\0", 1_000_000);
    check("#", 1_000_000);
    check(". ", 800_000);
}

#[test]
fn escapes() {
    let line = |times: usize| format!("{{\"text\": \"{}\"}}", "\\ud800".repeat(times));
    let time = |times: usize| {
        let line = line(times);
        let start = Instant::now();
        json_line(line.as_bytes(), &Given::default()).unwrap();
        start.elapsed().as_secs_f64()
    };
    let (small, large) = (time(100_000).max(0.005), time(400_000));
    assert!(large < small * 12.0, "{small:.3} s, then {large:.3} s");
}

#[test]
fn names_of_places() {
    let places = Places::built_in();
    let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    let time = |count: usize| {
        let (mut page, mut spans) = (String::new(), Vec::new());
        for name in names.iter().cycle().take(count) {
            let start = page.len();
            page.push_str(name);
            spans.push(Span::from(start..page.len()));
            page.push_str(" and ");
        }
        let start = Instant::now();
        let found = resolve_places(&page, &spans, None, &places, &Hints::default());
        assert_eq!(found.len(), count);
        start.elapsed().as_secs_f64()
    };
    let (small, large) = (time(2_500).max(0.005), time(10_000));
    assert!(large < small * 12.0, "{small:.3} s, then {large:.3} s for four times as many names");
}

/// Run by hand: `cargo test --release -p chancery-reader -- --ignored hundred`.
#[test]
#[ignore = "needs a gigabyte"]
fn a_hundred_megabytes_on_one_line() {
    check("Lavrov said so. ", 6_500_000);
    check("#\n", 1_000_000);
}
