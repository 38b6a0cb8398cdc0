//! `chancery atlas check`: tables that users write.

use std::path::PathBuf;

use anyhow::Result;

use crate::atlas_folder;
use crate::output::Output;
use crate::problem::Outcome;

/// Check the tables of a directory together with the program's own.
///
/// Every mistake is told with file, line and column. A row with a new id adds to the program's atlas, a row with a
/// known id takes its place.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The directory that holds tables like `people.tsv`.
    #[arg(value_name = "DIR")]
    directory: PathBuf,
}

/// Checks the tables of a directory.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let loaded = atlas_folder::load(&args.directory)?;
    let files = if loaded.files == 1 { "file is" } else { "files are" };
    Output::styled().print(&format!("{} {files} sound\n", loaded.files))?;
    Ok(Outcome::Done)
}
