//! The rules that are built in.

use std::sync::LazyLock;

use super::{KINDS, RuleSet};

static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// Walks the names and sources of the built-in rules and word lists.
pub fn embedded_files<'a>() -> impl Iterator<Item = (&'a str, &'a str)> + Clone {
    FILES.iter().copied()
}

/// Returns the built-in rules, read once.
///
/// # Panics
/// When one of them is wrong, which a test keeps from being released.
pub fn embedded() -> &'static RuleSet {
    static RULES: LazyLock<RuleSet> = LazyLock::new(|| {
        RuleSet::load(KINDS, embedded_files()).unwrap_or_else(|errors| {
            let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
            panic!("built-in rules:\n{}", errors.join("\n"))
        })
    });
    &RULES
}
