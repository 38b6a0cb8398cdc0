//! Prints what the ranker of pronouns is asked about, for `training/coref/train.py`.
//!
//!     cargo run --example pronouns MODEL < reports.jsonl
//!
//! A line `{"text": …, "published": …}` in, a line out: a list of `{span, one, candidates, nobody}` with spans in code
//! points; a candidate has the `words` that name the actor and its `features`.

use std::error::Error;
use std::io::{BufRead, Write};
use std::path::Path;
use std::{env, io};

use chancery_nlp::{Pipeline, Source, Span};
use chancery_reader::atlas::Atlas;
use chancery_reader::place::Geography;
use chancery_reader::{CodePoints, actor, quotation, rule, sentence_breaks, statement};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let model = env::args().nth(1).ok_or("pronouns MODEL < reports.jsonl")?;
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
        let statements = statement::find_statements(document, &quotations, rule::embedded());
        let context = actor::Context {
            atlas: Atlas::embedded(),
            date: line["published"].as_str().and_then(|date| date.parse().ok()),
            statements: &statements,
            quotations: &quotations,
            places: Some(&Geography::built_in().places),
        };
        let found: Vec<Value> = actor::pronoun_choices(document, |_| true, context)
            .into_iter()
            .map(|choice| {
                let candidates = choice.candidates.into_iter().map(|(words, features)| {
                    json!({"words": words.into_iter().map(span).collect::<Vec<_>>(), "features": features})
                });
                json!({
                    "span": span(choice.span), "one": choice.one, "nobody": choice.nobody,
                    "candidates": candidates.collect::<Vec<_>>(),
                })
            })
            .collect();
        writeln!(out, "{}", Value::Array(found))?;
    }
    Ok(())
}
