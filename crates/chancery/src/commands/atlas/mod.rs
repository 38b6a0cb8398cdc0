//! `chancery atlas`: what the program knows of the world.

mod check;
mod holder;
mod resolve;

use anyhow::Result;
use clap::Subcommand;

use crate::problem::Outcome;

/// Ask what the program knows of states, offices and people, and check tables of your own.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Check(check::Args),
    Resolve(resolve::Args),
    Holder(holder::Args),
}

/// Does what the command line asks for.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    match &args.action {
        Action::Check(args) => check::run(args),
        Action::Resolve(args) => resolve::run(args),
        Action::Holder(args) => holder::run(args),
    }
}
