//! Prints what the judge of statements is asked about, for `training/statements/train.py`.
//!
//!     cargo run --release --example proposals MODEL < reports.jsonl
//!
//! A line `{"text": …}` in, a line out: a list of `{cue, content, speaker, rule, features}` with spans in code points.

use std::error::Error;
use std::io::{BufRead, Write};
use std::path::Path;
use std::{env, io};

use chancery_nlp::{Pipeline, Source, Span};
use chancery_reader::{CodePoints, quotation, rule, sentence_breaks, statement};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let model = env::args().nth(1).ok_or("proposals MODEL < reports.jsonl")?;
    let pipeline = Pipeline::open(Path::new(&model))?;
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().ok_or("no text")?;
        let breaks = sentence_breaks(text);
        let document = &pipeline.process(&[Source { text, breaks: &breaks }])[0];
        let points = CodePoints::new(text);
        let span = |span: Span| json!([points.at(span.start), points.at(span.end)]);
        let quotations = quotation::find_quotations(text);
        let found: Vec<Value> = statement::proposals(document, &quotations, rule::embedded())
            .into_iter()
            .map(|p| {
                json!({
                    "cue": span(p.cue), "content": p.content.into_iter().map(span).collect::<Vec<_>>(),
                    "speaker": p.speaker.map(span), "rule": p.rule, "features": p.features,
                })
            })
            .collect();
        writeln!(out, "{}", Value::Array(found))?;
    }
    Ok(())
}
