//! The chancery program: files, models, the terminal. Everything that touches the world is here.

mod assets;
mod atlas_folder;
mod brief;
mod cli;
mod commands;
mod hash;
mod input;
mod model_args;
mod output;
mod problem;
mod progress;
mod rule_folder;
mod run;
mod stats;

use std::panic::{self, PanicHookInfo};
use std::process::ExitCode;

use clap::Parser as _;

use crate::cli::Cli;
use crate::problem::Outcome;

fn main() -> ExitCode {
    panic::set_hook(Box::new(report_bug));
    let cli = Cli::parse();
    let run = || {
        cli.prepare();
        commands::run(cli.command)
    };
    let outcome = match panic::catch_unwind(run) {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) if problem::is_closed_pipe(&error) => Outcome::Done,
        Ok(Err(error)) => {
            // Nothing is left to do when standard error is closed, too.
            let _ = problem::explain(&error, &mut anstream::stderr());
            Outcome::Incomplete
        }
        Err(_) => Outcome::Bug,
    };
    ExitCode::from(outcome.code())
}

/// Says in few words that the program is at fault.
fn report_bug(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
    let said = panic.payload_as_str().unwrap_or("no message");
    anstream::eprintln!(
        "chancery {} met a bug of its own{place}: {said}\nPlease report it with this line and, if you can, the input.",
        env!("CARGO_PKG_VERSION")
    );
}
