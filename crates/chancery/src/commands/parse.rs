//! `chancery parse`: the language runtime alone.

use anyhow::Result;
use chancery_nlp::{Document, Source};
use chancery_reader::report::Report;
use clap::ValueEnum;
use rayon::prelude::*;

use crate::input::InputArgs;
use crate::model_args::ModelArgs;
use crate::output::Output;
use crate::problem::Outcome;
use crate::run::{self, Audience};

/// Parse reports: tokens, tags, lemmas, dependencies, entities.
///
/// The same inputs as `read`, without its findings. Labels are the model's own; `chancery explain` says what
/// they mean.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// How to print the documents.
    #[arg(long, default_value = "conllu")]
    format: Format,

    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// CoNLL-U, entities as `Entity=B-GPE` in the last column.
    Conllu,
    /// JSON objects, one a line.
    Json,
}

/// Parses every report and prints it.
pub(crate) fn run(args: Args) -> Result<Outcome> {
    let Args { input, format, model } = args;
    model.start_threads()?;
    let prepare = || {
        let runtime = model.open()?;
        Ok(move |reports: &[Report]| -> Vec<String> {
            let texts: Vec<_> = reports.iter().map(|report| Source::from(&report.text)).collect();
            let documents = runtime.run(&texts);
            reports
                .par_iter()
                .zip(&documents)
                .map(|(report, document)| print(report, document, format))
                .collect()
        })
    };
    run::run(input.reports(), prepare, Output::plain(), Audience::Program)
}

fn print(report: &Report, document: &Document, format: Format) -> String {
    match format {
        Format::Conllu => {
            let mut text = String::new();
            document.to_conllu(Some(&report.id), &mut text).expect("a string takes everything");
            text
        }
        Format::Json => {
            let json = serde_json::to_string(&document.to_json(Some(&report.id)));
            json.expect("a document has only string keys") + "\n"
        }
    }
}
