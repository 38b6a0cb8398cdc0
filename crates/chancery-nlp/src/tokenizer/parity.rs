//! Writes what the tokenizer and the lexemes make of given texts, for comparison with the published program.
//!
//! `tools/parity/tokens.py` runs this and compares.

use std::io::Write;
use std::time::Instant;
use std::{env, fs};

use serde_json::{Value, json};

use super::{ChunkCache, Tokenizer};
use crate::lexeme::{LexemeNorms, attributes};

#[test]
#[ignore = "needs a published model; run by tools/parity/tokens.py"]
fn dump() {
    let model = env::var("CHANCERY_PARITY_MODEL").unwrap();
    let texts = fs::read_to_string(env::var("CHANCERY_PARITY_TEXTS").unwrap()).unwrap();
    let texts: Vec<String> = texts.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let started = Instant::now();
    let tokenizer = Tokenizer::from_bytes(&fs::read(format!("{model}/tokenizer")).unwrap()).unwrap();
    let loaded = started.elapsed();
    let norms = LexemeNorms::from_lookups(&fs::read(format!("{model}/vocab/lookups.bin")).unwrap()).unwrap();

    let mut cache = ChunkCache::default();
    let mut documents = Vec::new();
    let mut seconds = Vec::new();
    for _ in 0..5 {
        documents.clear();
        let started = Instant::now();
        for text in &texts {
            let mut tokens = Vec::new();
            tokenizer.tokenize(text, &mut cache, &mut tokens);
            documents.push(tokens);
        }
        seconds.push(started.elapsed().as_secs_f64());
    }
    let count: usize = documents.iter().map(Vec::len).sum();
    let started = Instant::now();
    let mut sum = 0u64;
    for (text, tokens) in texts.iter().zip(&documents) {
        for token in tokens {
            sum ^= attributes(&text[token.span.range()], Some(&token.norm), &norms).shape;
        }
    }
    let rate = |seconds: f64| json!((count as f64 / seconds).round());

    let mut out =
        std::io::BufWriter::new(fs::File::create(env::var("CHANCERY_PARITY_OUT").unwrap()).unwrap());
    let report = json!({
        "load_ms": loaded.as_secs_f64() * 1e3,
        "tokens": count,
        "tokens_per_s": seconds.iter().map(|&s| rate(s)).collect::<Vec<_>>(),
        "attributes_per_s": rate(started.elapsed().as_secs_f64()),
        "sum": sum,
    });
    writeln!(out, "{report}").unwrap();
    for (text, tokens) in texts.iter().zip(&documents) {
        let rows: Vec<Value> = tokens
            .iter()
            .map(|token| {
                let a = attributes(&text[token.span.range()], Some(&token.norm), &norms);
                let span = token.span;
                json!([
                    span.start,
                    span.end,
                    token.space_after,
                    a.orth,
                    a.norm,
                    a.prefix,
                    a.suffix,
                    a.shape,
                    a.is_space
                ])
            })
            .collect();
        writeln!(out, "{}", json!(rows)).unwrap();
    }
}
