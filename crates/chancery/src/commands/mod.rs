//! One file per command: the arguments with their help, then what the command does.

mod assets;
mod atlas;
mod explain;
mod parse;
mod read;
mod rules;
mod schema;

use anyhow::Result;

use crate::problem::Outcome;

/// What the program can do.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Read(read::Args),
    Parse(parse::Args),
    Explain(explain::Args),
    Schema(schema::Args),
    Rules(rules::Args),
    Atlas(atlas::Args),
    Assets(assets::Args),
}

/// Does what the command line asks for.
pub(crate) fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Read(args) => read::run(args),
        Command::Parse(args) => parse::run(args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Rules(args) => rules::run(args),
        Command::Atlas(args) => atlas::run(&args),
        Command::Assets(args) => assets::run(args),
    }
}
