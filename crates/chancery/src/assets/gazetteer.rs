//! The gazetteer that a run uses.

use std::ffi::OsStr;
use std::fs::File;
use std::path::Path;

use anyhow::{Context as _, Result};
use chancery_reader::place::Gazetteer;

use super::{Asset, AssetKind, Cache, Manifest, convert, discard, ensure};
use crate::output::tell;
use crate::problem::{Problem, one_line};

/// What the user writes to go without.
const NONE: &str = "none";

/// Opens the gazetteer that `--gazetteer` names, or the default; fetches and compiles what is missing.
///
/// Where none was asked for and the default cannot be had, that is said, and the run goes on without.
pub(crate) fn open(gazetteer: Option<&str>) -> Result<Option<Gazetteer>> {
    let manifest = Manifest::pinned();
    let Some(name) = gazetteer else {
        let asset = manifest.default(AssetKind::Gazetteer);
        return Ok(pinned(asset).map_or_else(|error| without(&error, asset), Some));
    };
    if name == NONE {
        return Ok(None);
    }
    if let Some(asset) = manifest.find_kind(AssetKind::Gazetteer, name) {
        return pinned(asset).map(Some);
    }
    let path = Path::new(name);
    if !path.exists() {
        let names = manifest.names(Some(AssetKind::Gazetteer));
        let hint = format!("Give a wheel, a compiled gazetteer, {NONE}, or one of {names}.");
        return Err(Problem::new(format!("there is no gazetteer {name:?}"), hint).into());
    }
    let reading = || format!("reading the gazetteer {}", path.display());
    let compiled = convert::of_path(AssetKind::Gazetteer, path).with_context(reading)?;
    map(&compiled).map(Some).with_context(reading)
}

/// Opens a gazetteer of ours; a damaged one is made again.
fn pinned(asset: &Asset) -> Result<Gazetteer> {
    let cache = Cache::locate()?;
    let path = ensure(&cache, asset, OsStr::new("python3"))?;
    map(&path).or_else(|error| {
        tell(format_args!("{} is damaged and is made again: {}", path.display(), one_line(&error)));
        discard(&cache, &path)?;
        map(&ensure(&cache, asset, OsStr::new("python3"))?)
    })
}

/// Says that a run goes on without a gazetteer, and why.
fn without(error: &anyhow::Error, asset: &Asset) -> Option<Gazetteer> {
    let yellow = anstyle::AnsiColor::Yellow.on_default().bold();
    tell(format_args!(
        "{yellow}note:{yellow:#} without a gazetteer only the built-in places are known: {}\n      \
         chancery assets fetch {} says how to bring it here; --gazetteer {NONE} goes without and says nothing",
        one_line(error),
        asset.short,
    ));
    None
}

/// Maps a compiled gazetteer.
#[allow(unsafe_code)] // A map of a file that our own cache writes once and renames into place.
fn map(path: &Path) -> Result<Gazetteer> {
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    // SAFETY: the cache never changes a compiled file in place; it writes a new one and renames it.
    let map = unsafe { memmap2::Mmap::map(&file) }.with_context(|| format!("mapping {}", path.display()))?;
    Ok(Gazetteer::from_bytes(map)?)
}
