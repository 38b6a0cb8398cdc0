//! Rules that users write, from a folder.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use chancery_reader::rule::{KINDS, RuleSet, embedded_files};

use crate::problem::Problem;

/// Loads the rules below a directory together with the program's own; also returns the names of the files.
pub(crate) fn load(directory: &Path) -> Result<(RuleSet, Vec<String>)> {
    let mut files = Vec::new();
    collect(directory, &mut files).with_context(|| format!("reading {}", directory.display()))?;
    if files.is_empty() {
        let hint = "A rule is a file like statement/according_to.toml below that directory.";
        return Err(Problem::new(format!("{} holds no rules", directory.display()), hint).into());
    }
    let given = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let rules = RuleSet::load(KINDS, embedded_files().chain(given)).map_err(|errors| {
        let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the rules cannot be used\n{}", lines.join("\n"))
    })?;
    Ok((rules, files.into_iter().map(|(name, _)| name).collect()))
}

/// Reads the rule files and word lists below a directory, sorted by name.
fn collect(directory: &Path, files: &mut Vec<(String, String)>) -> Result<()> {
    let mut entries = fs::read_dir(directory)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "txt") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            files.push((path.display().to_string(), text));
        }
    }
    Ok(())
}
