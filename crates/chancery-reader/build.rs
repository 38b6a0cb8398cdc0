//! Lists the rule files and the tables of the atlas, so that a new file is all that a new rule takes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    embed("rules", &["toml", "txt"])?;
    embed("atlas", &["tsv"])
}

/// Writes the names and sources of a folder's files as a table for `include!`.
fn embed(folder: &str, endings: &[&str]) -> io::Result<()> {
    println!("cargo::rerun-if-changed={folder}");
    let mut names = Vec::new();
    list(Path::new(folder), Path::new(folder), endings, &mut names)?;
    names.sort();
    let mut code = String::from("&[\n");
    for name in &names {
        let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{folder}/{name}\")");
        let _ = writeln!(code, "    ({name:?}, include_str!({path})),");
    }
    code.push_str("]\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or(io::ErrorKind::NotFound)?;
    fs::write(out.join(format!("{folder}.rs")), code)
}

/// Collects the files below a folder, named from `root` on.
fn list(root: &Path, folder: &Path, endings: &[&str], names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(root, &path, endings, names)?;
            continue;
        }
        let wanted = path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending));
        if wanted && let Ok(name) = path.strip_prefix(root) {
            names.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
