//! Resolves place names of reports given as JSON lines; the tool behind `tools/score/places.py`.
//!
//! ```text
//! places compile WHEEL GAZETTEER
//! places load GAZETTEER                                   how long opening takes
//! places resolve GAZETTEER [MODEL] < {"text", "spans": [[start, end]], "features"?: true} in code points
//! ```
//!
//! Without spans the places are found with the converted pipeline MODEL.
#![allow(clippy::print_stdout, missing_docs, reason = "a program for developers")]

use std::error::Error;
use std::io::BufRead as _;
use std::path::Path;
use std::time::Instant;
use std::{env, fs, io};

use chancery_nlp::{Pipeline, Span};
use chancery_reader::CodePoints;
use chancery_reader::place::{Gazetteer, Hints, Places, Sense, place_mentions, resolve_places};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["compile", wheel, gazetteer] => Ok(fs::write(gazetteer, Gazetteer::compile(&fs::read(wheel)?)?)?),
        ["load", gazetteer] => load(fs::read(gazetteer)?),
        ["resolve", gazetteer] => resolve(gazetteer, None),
        ["resolve", gazetteer, model] => resolve(gazetteer, Some(Pipeline::open(Path::new(model))?)),
        _ => Err("places compile WHEEL GAZETTEER | places load GAZETTEER | places resolve GAZETTEER [MODEL]"
            .into()),
    }
}

fn load(bytes: Vec<u8>) -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let gazetteer = Gazetteer::from_bytes(bytes)?;
    let (opened, start) = (start.elapsed(), Instant::now());
    let places = Places::built_in();
    println!("{} in {opened:?}, {} in {:?}", gazetteer.len(), places.iter().count(), start.elapsed());
    Ok(())
}

fn resolve(gazetteer: &str, pipeline: Option<Pipeline>) -> Result<(), Box<dyn Error>> {
    let gazetteer = Gazetteer::from_bytes(fs::read(gazetteer)?)?;
    let places = Places::built_in();
    for line in io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line?)?;
        let text = line["text"].as_str().ok_or("no text")?;
        let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let spans: Vec<Span> = match (&line["spans"], &pipeline) {
            (Value::Array(spans), _) => {
                let at = |v: &Value| v.as_u64().map_or(0, |at| bytes[(at as usize).min(bytes.len() - 1)]);
                spans.iter().map(|s| Span::from(at(&s[0])..at(&s[1]))).collect()
            }
            (_, Some(pipeline)) => place_mentions(&pipeline.process_one(text), Some(&gazetteer), &places),
            _ => return Err("spans or a model are needed".into()),
        };
        let points = CodePoints::new(text);
        let full = line["features"] == true;
        let found: Vec<Value> = resolve_places(text, &spans, Some(&gazetteer), &places, &Hints::default())
            .iter()
            .map(|r| {
                let candidates: Vec<Value> = r.candidates.iter().map(|s| sense(s, full)).collect();
                json!({
                    "start": points.at(r.span.start), "end": points.at(r.span.end),
                    "reason": r.reason, "sense": r.sense.as_ref().map(|s| sense(s, false)), "candidates": candidates,
                })
            })
            .collect();
        println!("{}", Value::Array(found));
    }
    Ok(())
}

fn sense(s: &Sense, full: bool) -> Value {
    let mut value = json!({
        "name": s.name, "kind": format!("{:?}", s.kind), "country": s.country, "admin1": s.admin1, "lat": s.lat,
        "lon": s.lon, "geonames": s.geonames, "confidence": s.confidence,
    });
    if full {
        value["features"] = json!(s.features);
    }
    value
}
