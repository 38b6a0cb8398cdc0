//! `chancery schema`: the form of the results.

use anyhow::Result;
use chancery_reader::reading;

use crate::output::Output;
use crate::problem::Outcome;

/// Print the JSON Schema of what `read --format json` prints.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Print the schema of the error objects on standard error instead.
    #[arg(long)]
    error: bool,
}

/// Prints the schema.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let schema = if args.error { reading::error_schema() } else { reading::schema() };
    Output::plain().print(&format!("{schema:#}\n"))?;
    Ok(Outcome::Done)
}
