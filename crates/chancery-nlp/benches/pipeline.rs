//! The runtime's stages and whole, on the reports in `examples/`.
//!
//! `CHANCERY_BENCH_MODEL` names a converted model (`chancery assets list` shows where it lies); without it the tiny
//! test pipeline runs, whose absolute times mean nothing.

#![allow(clippy::print_stderr)] // A benchmark reports to a person.

use std::path::Path;
use std::sync::LazyLock;

use chancery_nlp::Pipeline;
use chancery_nlp::model::{PublishedModel, convert};
use divan::{Bencher, counter::BytesCount};

const TINY: &[u8] = include_bytes!("../tests/data/tiny.whl");

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| match std::env::var_os("CHANCERY_BENCH_MODEL") {
    Some(path) => Pipeline::open(Path::new(&path)).expect("the model opens"),
    None => Pipeline::from_published(&PublishedModel::from_wheel(TINY).expect("opens")).expect("loads"),
});

static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/moscow-2017");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("examples").flatten().map(|f| f.path()).collect();
    files.sort();
    files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect()
});

fn main() {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    threads.expect("the first pool");
    divan::main();
    let words: usize = TEXTS.iter().map(|text| text.split_whitespace().count()).sum();
    let spent = PIPELINE.stage_times();
    let total: f64 = spent.iter().map(|(_, time)| time.as_secs_f64()).sum();
    eprintln!("\nshare of each stage ({words} words a round)");
    for (stage, time) in spent {
        eprintln!("{:>6.1} %  {stage}", 100.0 * time.as_secs_f64() / total);
    }
}

#[divan::bench]
fn convert_model(bencher: Bencher<'_, '_>) {
    let published = PublishedModel::from_wheel(TINY).expect("opens");
    bencher.bench(|| convert(&published));
}

#[divan::bench]
fn all_reports(bencher: Bencher<'_, '_>) {
    let bytes: usize = TEXTS.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| PIPELINE.process(&TEXTS));
}

#[divan::bench(args = [1, 8, 64])]
fn one_text(bencher: Bencher<'_, '_>, copies: usize) {
    let text = TEXTS[0].repeat(copies);
    bencher.counter(BytesCount::new(text.len())).bench(|| PIPELINE.process_one(&text));
}
