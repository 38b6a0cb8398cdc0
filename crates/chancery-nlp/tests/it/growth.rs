//! Time grows with the text, not with its square.

use std::time::{Duration, Instant};

use crate::PIPELINE;

/// Eight times the text may take at most this many times as long; a square would take 64 times.
const MOST: f64 = 24.0;

fn check(name: &str, piece: &str) {
    let base = 20_000 / piece.len();
    let time = |count: usize| -> Duration {
        let text = piece.repeat(count);
        let started = Instant::now();
        PIPELINE.process_one(&text);
        started.elapsed()
    };
    time(base);
    let (short, long) = (time(base).max(Duration::from_millis(5)), time(base * 8));
    let ratio = long.as_secs_f64() / short.as_secs_f64();
    assert!(ratio < MOST, "{name}: eight times the text took {ratio:.1} times as long ({short:?}, {long:?})");
}

#[test]
fn hostile_texts_take_linear_time() {
    check("prose", "Moscow said the talks had failed. ");
    check("one sentence without an end", "and the talks with Moscow ");
    check("quotation marks", "\"");
    check("opening marks", "“");
    check("one long word", "a");
    check("hyphens", "a-");
    check("dots", ".");
    check("spaces", " ");
    check("lines", "\n");
    check("addresses", "http://a.b/c?d=e&");
    check("brackets", "(");
    check("NUL", "\0");
}
