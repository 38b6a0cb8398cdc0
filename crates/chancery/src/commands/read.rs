//! `chancery read`: the main job.

use std::path::PathBuf;

use anyhow::Result;
use chancery_nlp::{Document, Source};
use chancery_reader::place::Geography;
use chancery_reader::reading::Reading;
use chancery_reader::report::Report;
use chancery_reader::rule::embedded;
use chancery_reader::{read, sentence_breaks, text_to_process};
use clap::ValueEnum;
use rayon::prelude::*;

use crate::assets::open_gazetteer;
use crate::atlas_folder;
use crate::brief::{brief, width};
use crate::input::InputArgs;
use crate::model_args::{ModelArgs, Runtime};
use crate::output::Output;
use crate::problem::Outcome;
use crate::rule_folder;
use crate::run::{self, Audience};

/// Read news reports: who appears in them, where, who said what.
///
/// Prints a brief for each report, or with `--format json` or `jsonl` the whole reading, whose form `chancery
/// schema` gives. What cannot be read is told on standard error, and the others are read all the same.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// How to print the readings.
    #[arg(long, default_value = "brief")]
    format: Format,

    /// A directory with rules of your own, used beside the program's; `chancery rules test` tests them.
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,

    /// A directory with an atlas of your own, used on top of the program's; `chancery atlas check` checks it.
    #[arg(long, value_name = "DIR")]
    atlas: Option<PathBuf>,

    /// The gazetteer: `geonames`, its wheel, a compiled file, or `none` [default: geonames].
    #[arg(long, value_name = "GAZETTEER")]
    gazetteer: Option<String>,

    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page for people.
    Brief,
    /// JSON objects, indented.
    Json,
    /// JSON objects, one a line.
    Jsonl,
}

/// Reads every report and prints what it yields.
pub(crate) fn run(args: Args) -> Result<Outcome> {
    let Args { input, format, rules, atlas, gazetteer, model } = args;
    let (output, audience) = match format {
        Format::Brief => (Output::styled(), Audience::Person),
        Format::Json | Format::Jsonl => (Output::plain(), Audience::Program),
    };
    let width = width();
    model.start_threads()?;
    let own = rules.map(|folder| rule_folder::load(&folder)).transpose()?;
    let rules = own.as_ref().map_or_else(|| embedded(), |(rules, _)| rules);
    let (atlas, places) = atlas_folder::open_all(atlas.as_deref())?;
    let prepare = || {
        let runtime = model.open()?;
        let geography = Geography { places, gazetteer: open_gazetteer(gazetteer.as_deref())? };
        Ok(move |reports: &[Report]| -> Vec<String> {
            let documents = process(&runtime, reports);
            reports
                .par_iter()
                .zip(documents)
                .map(|(report, document)| {
                    print(&read(report.clone(), &document, rules, atlas, &geography), format, width)
                })
                .collect()
        })
    };
    run::run(input.reports(), prepare, output, audience)
}

/// Runs the pipeline over the reports; no sentence goes on over the end of a paragraph or a dateline.
fn process(runtime: &Runtime, reports: &[Report]) -> Vec<Document> {
    let breaks: Vec<Vec<u32>> =
        reports.iter().map(|report| sentence_breaks(text_to_process(report))).collect();
    let sources: Vec<_> = reports
        .iter()
        .zip(&breaks)
        .map(|(report, breaks)| Source { text: text_to_process(report), breaks })
        .collect();
    runtime.run(&sources)
}

fn print(reading: &Reading, format: Format, width: usize) -> String {
    let json = match format {
        Format::Brief => return brief(reading, width),
        Format::Json => serde_json::to_string_pretty(reading),
        Format::Jsonl => serde_json::to_string(reading),
    };
    json.expect("a reading has only string keys") + "\n"
}
