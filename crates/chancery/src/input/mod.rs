//! What there is to read: names on the command line into reports, one at a time.

mod open;
mod sources;

use std::path::PathBuf;

use chancery_reader::reading::ReadError;
use chancery_reader::report::{Given, Published, Report};

/// What to read, and what the inputs cannot say of themselves.
#[derive(Debug, clap::Args)]
pub(crate) struct InputArgs {
    /// Files, directories, globs, or `-` for standard input.
    ///
    /// A .txt or .md file is one report; a .jsonl or .ndjson file has one on each line, an object with at least
    /// `text`. All may be packed as .gz or .zst. Directories are searched for such files.
    #[arg(value_name = "REPORT", required = true)]
    names: Vec<PathBuf>,

    /// When the reports were published, as YYYY-MM-DD or with a time.
    #[arg(long, value_name = "DATE")]
    published: Option<Published>,

    /// Who published them.
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Where they were published.
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// Their title.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

impl InputArgs {
    /// Walks the reports in the order of the inputs, opening each when it is reached.
    pub(crate) fn reports(self) -> impl Iterator<Item = Result<Report, ReadError>> + Send {
        let Self { names, published, outlet, url, title } = self;
        let given = Given { published, outlet, url, title };
        sources::sources(names).flat_map(move |source| match source {
            Ok(source) => open::reports(&source, &given),
            Err(error) => Box::new(std::iter::once(Err(error))),
        })
    }
}
