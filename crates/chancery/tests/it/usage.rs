//! Wrong use, closed pipes, interruptions: how the program ends.

use std::os::unix::process::ExitStatusExt as _;
use std::process::{Command, Stdio};

use super::{Folder, program, with_input};

#[test]
fn wrong_usage_is_two() {
    let folder = Folder::new();
    folder.run(&[]).check(2, &["Usage"]);
    folder.run(&["raed"]).check(2, &["raed", "read"]);
    folder.run(&["read"]).check(2, &["<REPORT>"]);
    folder
        .run(&["read", "x.txt", "--published", "yesterday"])
        .check(2, &["\"yesterday\" is no date of publication"]);
    folder.run(&["read", "x.txt", "--threads", "0"]).check(2, &["--threads"]);
    folder.run(&["read", "x.txt", "--format", "xml"]).check(2, &["jsonl"]);
}

#[test]
fn what_cannot_be_done_is_one() {
    let folder = Folder::new();
    folder.run(&["explain", "nosuchlabel"]).check(1, &["the glossary has no \"nosuchlabel\""]);
    std::fs::create_dir(folder.path("empty")).unwrap();
    folder.run(&["read", "empty"]).check(1, &["empty: no reports here", ".jsonl"]);
    folder.run(&["read", "gone.txt"]).check(1, &["gone.txt: there is no such file"]);
    folder.run(&["read", "*.txt"]).check(1, &["*.txt: no file matches"]);
}

#[test]
fn errors_are_objects_for_programs() {
    let folder = Folder::new();
    folder.write("broken.jsonl", "{\"text\": 7}\nnonsense\n");
    let ended = folder.run(&["read", "gone.txt", "broken.jsonl", "--format", "jsonl"]);
    ended.check(1, &[]);
    let errors: Vec<serde_json::Value> =
        ended.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let places: Vec<_> = errors.iter().map(|e| (e["input"].as_str().unwrap(), e["line"].as_u64())).collect();
    assert_eq!(places, [("gone.txt", None), ("broken.jsonl", Some(1)), ("broken.jsonl", Some(2))]);
    assert!(errors.iter().all(|error| error["schema"] == "chancery/error/1"));
}

#[test]
fn labels_and_schema_need_no_model() {
    let folder = Folder::new();
    let explained = folder.run(&["explain", "nsubj", "GPE"]);
    explained.check(0, &[]);
    assert_eq!(explained.out.lines().count(), 2);
    assert!(!explained.out.contains('\u{1b}'), "no colour off a terminal");
    let coloured = folder.run(&["explain", "nsubj", "--color", "always"]);
    assert!(coloured.out.contains('\u{1b}'));
    let schema: serde_json::Value = serde_json::from_str(&folder.run(&["schema"]).check(0, &[]).out).unwrap();
    assert_eq!(schema["title"], "Reading");
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    for arguments in [&["explain"][..], &["schema"], &["--help"]] {
        let mut child = program(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn an_interruption_ends_at_once() {
    let folder = Folder::new();
    let mut program = folder.program(&["read", "-"]);
    let mut child = program.stdin(Stdio::piped()).spawn().unwrap();
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    // A shell shows this as 130.
    assert_eq!(child.wait().unwrap().signal(), Some(2));
}

#[test]
fn nothing_on_standard_input_is_said() {
    let folder = Folder::new();
    let output = with_input(folder.program(&["read", "-", "--format", "jsonl", "--model", "none"]), "")
        .wait_with_output();
    let ended = super::Ended::from(output.unwrap());
    // An empty text is a report, and a report needs a model.
    ended.check(1, &["there is no model \"none\""]);
}
