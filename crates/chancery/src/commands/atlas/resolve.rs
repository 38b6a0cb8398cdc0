//! `chancery atlas resolve`: actor strings to states and codes.

use std::io::BufRead as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use chancery_reader::atlas::{Atlas, Days, Entry};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::atlas_folder;
use crate::output::{Output, tell};
use crate::problem::Outcome;

/// Tell whom or what actor strings of news text stand for.
///
/// Reads JSON objects from standard input, one a line: `{"string": "the Turkish military", "date": "2017-04-12"}`; the
/// date may be missing, an `id` is kept. With `"of": "Russia"` the string is an office, and the answer who held it on
/// that day. Prints an object for each line.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// How to print the answers.
    #[arg(long, default_value = "jsonl")]
    format: Format,

    /// A directory with tables of your own, used on top of the program's.
    #[arg(long, value_name = "DIR")]
    atlas: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON objects, one a line.
    Jsonl,
}

/// A question on standard input.
#[derive(Debug, Deserialize)]
struct Question {
    id: Option<serde_json::Value>,
    string: String,
    of: Option<String>,
    date: Option<String>,
}

/// Answers line by line.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let Format::Jsonl = args.format;
    let atlas = atlas_folder::open(args.atlas.as_deref())?;
    let mut output = Output::plain();
    let mut outcome = Outcome::Done;
    for (at, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.context("reading standard input")?;
        if line.trim().is_empty() {
            continue;
        }
        match answer(atlas, &line) {
            Ok(answer) => output.print(&format!("{answer}\n"))?,
            Err(error) => {
                tell(serde_json::json!({
                    "schema": "chancery/error/1", "input": "-", "line": at + 1, "error": format!("{error:#}"),
                }));
                outcome = Outcome::Incomplete;
            }
        }
    }
    Ok(outcome)
}

/// An answer, with the id of its question.
#[derive(Debug, Serialize)]
struct Answer<T: Serialize> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    actor: Option<String>,
    certain: bool,
    #[serde(flatten)]
    found: T,
}

/// Who held an office.
#[derive(Debug, Serialize)]
struct Holding {
    name: Option<String>,
    kind: &'static str,
    country: Option<String>,
    code: Option<String>,
    wikidata: Option<String>,
    confidence: f32,
    candidates: Vec<Candidate>,
    reason: String,
}

#[derive(Debug, Serialize)]
struct Candidate {
    actor: String,
    name: String,
    confidence: f32,
}

fn answer(atlas: &Atlas, line: &str) -> Result<String> {
    let Question { id, string, of, date } = serde_json::from_str(line)
        .context("not a question; write {\"string\": \"the Turkish military\", \"date\": \"2017-04-12\"}")?;
    let date = match date.as_deref() {
        None | Some("") => None,
        Some(date) => {
            let days = Days::parse(date).with_context(|| format!("{date:?} is no date; write YYYY-MM-DD"))?;
            Some(days.first())
        }
    };
    let Some(of) = of else {
        let found = atlas.describe(&string, date);
        let certain = found.candidates.is_empty() && found.confidence >= 0.5;
        let actor = found.entry.map(|entry| match entry {
            Entry::State(at) => atlas.states()[at as usize].id.clone(),
            Entry::Organisation(at) => atlas.organisations()[at as usize].id.clone(),
            Entry::Person(at) => atlas.people()[at as usize].id.clone(),
            Entry::Office(at) => atlas.offices()[at as usize].id.clone(),
            Entry::Region(at) => atlas.regions()[at as usize].words.clone(),
        });
        return Ok(serde_json::to_string(&Answer { id, actor, certain, found })?);
    };
    let body = atlas.body(&of, date);
    let holders = body
        .map_or_else(Vec::new, |body| atlas.holders_of(&string, atlas.function(&string), Some(body), date));
    let best = holders.first();
    let sure = best.is_some_and(|h| h.certain) && holders.iter().filter(|h| h.certain).count() == 1;
    let found = Holding {
        name: best.map(|h| h.person.name.clone()),
        kind: "person",
        country: body.filter(|body| atlas.state(body).is_some()).map(str::to_owned),
        code: best.and_then(|h| h.office.code.clone()),
        wikidata: best.and_then(|h| h.person.wikidata.clone()),
        confidence: if sure {
            0.98
        } else if best.is_some() {
            0.4
        } else {
            0.0
        },
        candidates: holders
            .iter()
            .map(|h| Candidate {
                actor: h.person.id.clone(),
                name: h.person.name.clone(),
                confidence: if h.certain { 0.9 } else { 0.4 } / holders.len() as f32,
            })
            .collect(),
        reason: match best {
            Some(h) => {
                let end = |days: Option<Days>| days.map(|days| days.to_string()).unwrap_or_default();
                format!("{} {}..{}", h.office.id, end(h.spell.from), end(h.spell.to))
            }
            None if body.is_none() => format!("{of:?} is no state or organisation of the atlas"),
            None => "nobody is known to have held it on that day".to_owned(),
        },
    };
    let actor = best.map(|h| h.person.id.clone());
    Ok(serde_json::to_string(&Answer { id, actor, certain: sure, found })?)
}
