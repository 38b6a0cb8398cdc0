//! Finds times in reports: JSON lines of `{id, text, published?}` in, of `{id, times}` out.
//!
//! ```sh
//! cargo run --release -p chancery-reader --example timex < reports.jsonl
//! cargo run --release -p chancery-reader --example timex -- en_core_web_md.chancery < reports.jsonl
//! ```
//!
//! With a converted model the verbs' tense comes from the parse. Offsets count code points.

use std::error::Error;
use std::io::{BufRead, Write};

use chancery_nlp::Pipeline;
use chancery_reader::time::{ReferenceDate, find_times, find_times_in};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let pipeline = std::env::args().nth(1).map(|path| Pipeline::open(path.as_ref())).transpose()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let report: Value = serde_json::from_str(&line?)?;
        let text = report["text"].as_str().unwrap_or_default();
        let reference = report["published"]
            .as_str()
            .and_then(|day| day.get(..10)?.parse().ok())
            .map(ReferenceDate::given);
        let times = match &pipeline {
            Some(pipeline) => find_times(&pipeline.process_one(text), reference),
            None => find_times_in(text, reference),
        };
        let mut at = (0, 0);
        let mut point = |byte: u32| {
            at = (byte as usize, at.1 + text[at.0..byte as usize].chars().count());
            at.1
        };
        let times: Vec<Value> = times
            .iter()
            .map(|time| {
                json!({
                    "start": point(time.span.start),
                    "end": point(time.span.end),
                    "text": &text[time.span.range()],
                    "type": time.kind,
                    "value": time.value,
                    "from": time.from.map(|day| day.to_string()),
                    "to": time.to.map(|day| day.to_string()),
                    "grain": time.grain,
                    "anchored": time.anchored,
                    "rule": time.rule,
                })
            })
            .collect();
        writeln!(out, "{}", json!({ "id": report["id"], "times": times }))?;
    }
    Ok(())
}
