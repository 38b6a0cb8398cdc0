//! Lists the rule files, so that a new file is a new rule.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=rules");
    let mut names = Vec::new();
    list(Path::new("rules"), &mut names)?;
    names.sort();
    let mut code = String::from("&[\n");
    for name in &names {
        let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/rules/{name}\")");
        let _ = writeln!(code, "    ({name:?}, include_str!({path})),");
    }
    code.push_str("]\n");
    let out = env::var_os("OUT_DIR").map(PathBuf::from).ok_or(io::ErrorKind::NotFound)?;
    fs::write(out.join("rules.rs"), code)
}

/// Collects the rules and word lists below a folder, named from `rules/` on.
fn list(folder: &Path, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, names)?;
            continue;
        }
        let wanted = path.extension().is_some_and(|e| e == "toml" || e == "txt");
        if wanted && let Ok(name) = path.strip_prefix("rules") {
            names.push(name.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(())
}
