//! `chancery rules`: rules that users write.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chancery_reader::rule::{self, Rule, RuleSet, STATEMENT, check_examples, embedded_files};
use clap::Subcommand;
use rayon::prelude::*;

use crate::model_args::ModelArgs;
use crate::output::{Output, tell};
use crate::problem::{Outcome, Problem};

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
    /// A rule is a file like `statement/according_to.toml`, a word list one like `lists/verbs.txt`. Every `yes`
    /// must be found as it says and no `no` may be found. The program's own word lists can be used.
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
    let mut files = Vec::new();
    collect(&directory, &mut files).with_context(|| format!("reading {}", directory.display()))?;
    if files.is_empty() {
        let hint = "A rule is a file like statement/according_to.toml below that directory.";
        return Err(Problem::new(format!("{} holds no rules", directory.display()), hint).into());
    }
    let given = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let rules = match RuleSet::load(&[STATEMENT], embedded_files().chain(given)) {
        Ok(rules) => rules,
        Err(errors) => {
            errors.iter().for_each(tell);
            return Ok(Outcome::Incomplete);
        }
    };
    let mine: Vec<&Rule> =
        rules.rules().iter().filter(|rule| files.iter().any(|(name, _)| *name == rule.file)).collect();
    test(&mine, &model)
}

/// Runs the examples and prints those that fail.
fn test(rules: &[&Rule], model: &ModelArgs) -> Result<Outcome> {
    let pipeline = model.open()?;
    let parse = |text: &str| pipeline.process_one(text);
    let failures: Vec<rule::ExampleFailure> =
        rules.par_iter().flat_map(|rule| check_examples(rule, parse)).collect();
    let mut output = Output::styled();
    for failure in &failures {
        output.print(&format!("{failure}\n\n"))?;
    }
    let examples: usize = rules.iter().map(|rule| rule.yes.len() + rule.no.len()).sum();
    output.print(&format!("{} rules, {examples} examples, {} failed\n", rules.len(), failures.len()))?;
    Ok(if failures.is_empty() { Outcome::Done } else { Outcome::Incomplete })
}

/// Reads the rule files and word lists below a directory, sorted by name.
fn collect(directory: &Path, files: &mut Vec<(String, String)>) -> Result<()> {
    let mut entries = fs::read_dir(directory)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "txt") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            files.push((path.display().to_string(), text));
        }
    }
    Ok(())
}
