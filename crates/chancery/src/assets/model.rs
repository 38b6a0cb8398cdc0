//! The pipeline that a run uses.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use chancery_nlp::Pipeline;
use chancery_nlp::model::PublishedModel;

use super::{AssetKind, Cache, Manifest, convert, ensure};
use crate::hash;
use crate::problem::Problem;
use crate::progress::Progress;

/// Opens the pipeline that `--model` names, or the default; fetches and converts what is missing.
pub(crate) fn open(model: Option<&str>) -> Result<Pipeline> {
    let manifest = Manifest::pinned();
    let name = model.unwrap_or(&manifest.default(AssetKind::Model).id);
    if let Some(asset) = manifest.find_kind(AssetKind::Model, name) {
        let path = ensure(&Cache::locate()?, asset, OsStr::new("python3"))?;
        return Pipeline::open(&path).map_err(|e| {
            let hint = format!("Make the file again with\n    chancery assets fetch {}", asset.short);
            Problem::new(format!("{} cannot be used: {e}", path.display()), hint).into()
        });
    }
    let path = Path::new(name);
    if !path.exists() {
        let hint = format!(
            "Give a wheel, a directory, a converted model, or one of {}.",
            manifest.names(Some(AssetKind::Model))
        );
        return Err(Problem::new(format!("there is no model {name:?}"), hint).into());
    }
    let converted = from_path(path).with_context(|| format!("reading the model {}", path.display()))?;
    Pipeline::open(&converted).with_context(|| format!("opening the model {}", path.display()))
}

/// Finds the converted form of a wheel, a directory or an already converted file.
fn from_path(path: &Path) -> Result<PathBuf> {
    if !path.is_dir() {
        return convert::of_path(AssetKind::Model, path);
    }
    let files = pipeline_files(path)?;
    let sha256 = hash::sha256_of_all(&files);
    convert::ensure_given(AssetKind::Model, &sha256, || {
        let _spinner = Progress::spinner(&format!("Converting {}", path.display()));
        Ok(chancery_nlp::model::convert(&PublishedModel::from_files(files)?)?)
    })
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
