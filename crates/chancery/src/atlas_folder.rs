//! An atlas that users write, from a folder.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use chancery_reader::atlas::Atlas;
use chancery_reader::place::Places;

use crate::problem::Problem;

/// What a folder of atlas files gave.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// The program's own atlas with the folder's rows.
    pub(crate) atlas: Atlas,
    /// The program's own places with the folder's.
    pub(crate) places: Places,
    /// How many files the folder held.
    pub(crate) files: usize,
}

/// Loads the tables of a directory on top of the program's own.
pub(crate) fn load(directory: &Path) -> Result<Loaded> {
    let mut files = Vec::new();
    let mut entries = fs::read_dir(directory)
        .and_then(|entries| entries.collect::<std::io::Result<Vec<_>>>())
        .with_context(|| format!("reading {}", directory.display()))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "tsv") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            files.push((path.display().to_string(), text));
        }
    }
    if files.is_empty() {
        let hint = "An atlas is files like people.tsv and spells.tsv in that directory, one kind a file.";
        return Err(Problem::new(format!("{} holds no atlas", directory.display()), hint).into());
    }
    let given = || files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    match (Atlas::load(given()), Places::load(given())) {
        (Ok(atlas), Ok(places)) => Ok(Loaded { atlas, places, files: files.len() }),
        (atlas, places) => {
            let errors = [atlas.err(), places.err()].into_iter().flatten().flatten();
            let lines: Vec<_> = errors.map(|error| error.to_string()).collect();
            Err(anyhow::anyhow!("the atlas cannot be used\n{}", lines.join("\n")))
        }
    }
}

/// Loads the atlas and the places of a directory, or the program's own where none is given.
pub(crate) fn open_all(directory: Option<&Path>) -> Result<(&'static Atlas, Places)> {
    match directory {
        Some(directory) => {
            let Loaded { atlas, places, .. } = load(directory)?;
            Ok((Box::leak(Box::new(atlas)), places))
        }
        None => Ok((Atlas::embedded(), Places::built_in())),
    }
}

/// Loads the atlas of a directory, or the program's own where none is given.
pub(crate) fn open(directory: Option<&Path>) -> Result<&'static Atlas> {
    match directory {
        // Kept for as long as the program runs, like the one that is built in.
        Some(directory) => Ok(Box::leak(Box::new(load(directory)?.atlas))),
        None => Ok(Atlas::embedded()),
    }
}
