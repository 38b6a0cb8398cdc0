//! The README shows what the program prints.

use std::fs;
use std::path::Path;

use super::{ended, program};

const MARK: &str = "<!-- sample -->\n";
/// Lines of output that the first screen has room for; the rest is cut between two passages.
const ROOM: usize = 60;

#[test]
fn the_sample_is_what_its_command_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("README.md");
    let page = fs::read_to_string(&path).unwrap();
    let command = page
        .lines()
        .find_map(|line| line.trim().strip_prefix("cargo run --release -- "))
        .expect("the README's main command");
    let mut program = program(&command.split_whitespace().collect::<Vec<_>>());
    program.current_dir(&root);
    let printed = ended(program).check(0, &[]).out.clone();
    let expect = format!("```text\n{}```\n", first_screen(&printed));

    let [before, sample, after] = page.split(MARK).collect::<Vec<_>>()[..] else { panic!("two {MARK}") };
    if std::env::var_os("CHANCERY_BLESS").is_some() {
        fs::write(&path, [before, &expect, after].join(MARK)).unwrap();
    } else {
        assert!(
            sample == expect,
            "the README's sample is not what `{command}` prints; run `just bless`. It prints\n{expect}"
        );
    }
}

/// The first passages, whole; a line says that there is more.
fn first_screen(printed: &str) -> String {
    let mut shown = String::new();
    for passage in printed.split_inclusive("\n\n") {
        if shown.lines().count() + passage.lines().count() > ROOM {
            return shown + "…\n";
        }
        shown += passage;
    }
    shown
}

#[test]
fn its_commands_name_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(root.join("README.md")).unwrap();
    let paths = page.split(|c: char| c.is_whitespace() || "()[]`".contains(c));
    let examples: Vec<&str> = paths.filter(|word| word.starts_with("examples/")).collect();
    assert!(!examples.is_empty());
    for path in examples {
        assert!(root.join(path).exists(), "{path}");
    }
}
