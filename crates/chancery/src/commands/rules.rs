//! `chancery rules`: rules that users write.

use std::path::PathBuf;

use anyhow::Result;
use chancery_nlp::Document;
use chancery_reader::atlas::Atlas;
use chancery_reader::event::{Frame, check_frame};
use chancery_reader::rule::{Rule, RuleSet, check_examples};
use clap::Subcommand;
use rayon::prelude::*;

use crate::model_args::ModelArgs;
use crate::output::Output;
use crate::problem::Outcome;
use crate::rule_folder;

/// Test rules that you write.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Read the rules of a directory and run the examples in them.
    ///
    /// A rule is a file like `statement/according_to.toml`, a frame of an event one like `event/accuse/condemn.toml`,
    /// a word list one like `lists/verbs.txt`. Every `yes` must be found as it says and no `no` may be found. The
    /// program's own word lists can be used.
    Test {
        /// The directory that holds them.
        #[arg(value_name = "DIR")]
        directory: PathBuf,

        #[command(flatten)]
        model: ModelArgs,
    },
}

/// Tests the rules of a directory.
pub(crate) fn run(args: Args) -> Result<Outcome> {
    let Action::Test { directory, model } = args.action;
    model.start_threads()?;
    let (rules, files) = rule_folder::load(&directory)?;
    let mine: Vec<&Rule> = rules.rules().iter().filter(|rule| files.contains(&rule.file)).collect();
    let frames: Vec<&Frame> =
        rules.frames().frames().iter().filter(|frame| files.contains(&frame.file)).collect();
    test(&rules, &mine, &frames, &model)
}

/// Runs the examples and prints those that fail.
fn test(all: &RuleSet, rules: &[&Rule], frames: &[&Frame], model: &ModelArgs) -> Result<Outcome> {
    let pipeline = model.open()?;
    let parse = |text: &str| -> Document { pipeline.process_one(text) };
    let mut failures: Vec<String> = rules
        .par_iter()
        .flat_map(|rule| check_examples(rule, parse))
        .map(|failure| failure.to_string())
        .collect();
    failures.par_extend(
        frames
            .par_iter()
            .flat_map(|frame| check_frame(frame, all, Atlas::embedded(), parse))
            .map(|f| f.to_string()),
    );
    let mut output = Output::styled();
    for failure in &failures {
        output.print(&format!("{failure}\n\n"))?;
    }
    let examples: usize = rules.iter().map(|rule| rule.yes.len() + rule.no.len()).sum();
    let examples = examples + frames.iter().map(|frame| frame.yes.len() + frame.no.len()).sum::<usize>();
    let rules = rules.len() + frames.len();
    output.print(&format!("{rules} rules, {examples} examples, {} failed\n", failures.len()))?;
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}
