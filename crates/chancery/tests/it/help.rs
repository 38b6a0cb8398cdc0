//! The whole help is one snapshot, and the reference page.

use std::fmt::Write as _;
use std::path::Path;

use super::program;

const COMMANDS: &[&[&str]] = &[
    &[],
    &["read"],
    &["parse"],
    &["explain"],
    &["schema"],
    &["rules"],
    &["rules", "test"],
    &["atlas"],
    &["atlas", "check"],
    &["atlas", "resolve"],
    &["atlas", "holder"],
    &["assets"],
    &["assets", "list"],
    &["assets", "fetch"],
    &["assets", "verify"],
];

#[test]
fn the_reference_page_is_the_help() {
    let mut page = "# The command line\n\nWhat `--help` says, command by command; `CHANCERY_BLESS=1 cargo test -p chancery` \
                    writes this page.\n"
        .to_owned();
    for command in COMMANDS {
        let mut program = program(command);
        let output = program.arg("--help").output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        let name = ["chancery"].iter().chain(*command).copied().collect::<Vec<_>>().join(" ");
        let lines: Vec<_> = help.lines().map(str::trim_end).collect();
        let _ = write!(page, "\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end());
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    if std::env::var_os("CHANCERY_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/cli.md is not what --help says; run CHANCERY_BLESS=1 cargo test -p chancery"
    );
}

#[test]
fn every_command_is_on_the_page() {
    let help = String::from_utf8(program(&["--help"]).output().unwrap().stdout).unwrap();
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    for line in commands.lines() {
        let name = line.split_whitespace().next().unwrap();
        assert!(name == "help" || COMMANDS.contains(&&[name][..]), "add {name} to COMMANDS");
    }
}
