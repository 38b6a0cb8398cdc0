//! `chancery atlas holder`: who held an office on a day.

use std::path::PathBuf;

use anyhow::Result;
use chancery_reader::atlas::Days;

use crate::atlas_folder;
use crate::output::Output;
use crate::problem::{Outcome, Problem};

/// Tell who held an office on a day.
///
/// Prints a line for each: the name, from when to when, and whether it is certain. Past the day until which a spell
/// is known it is not. Nobody is nobody's line.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The office as news calls it: "foreign minister".
    office: String,

    /// The state or organisation, by a name or its id: Russia, RUS, NATO.
    country: String,

    /// The day, YYYY-MM-DD.
    date: String,

    /// A directory with tables of your own, used on top of the program's.
    #[arg(long, value_name = "DIR")]
    atlas: Option<PathBuf>,
}

/// Prints the holders.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let atlas = atlas_folder::open(args.atlas.as_deref())?;
    let Some(date) = Days::parse(&args.date) else {
        let hint = "Write the day as YYYY-MM-DD; it must be one that the calendar has.";
        return Err(Problem::new(format!("{:?} is no date", args.date), hint).into());
    };
    let Some(of) = atlas.body(&args.country, Some(date.first())) else {
        let hint = "Write a name as news does, or an id of states.tsv or organisations.tsv.";
        return Err(Problem::new(
            format!("{:?} is no state or organisation of the atlas", args.country),
            hint,
        )
        .into());
    };
    let mut output = Output::plain();
    for holder in atlas.holders_of(&args.office, atlas.function(&args.office), Some(of), Some(date.first())) {
        let end = |days: Option<Days>| days.map(|days| days.to_string()).unwrap_or_default();
        output.print(&format!(
            "{}\t{}..{}\t{}\n",
            holder.person.name,
            end(holder.spell.from),
            end(holder.spell.to),
            if holder.certain { "certain" } else { "uncertain" },
        ))?;
    }
    Ok(Outcome::Done)
}
