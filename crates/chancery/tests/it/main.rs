//! The program from the outside: what it prints, where, and how it ends.

mod assets;
mod help;
mod hostile;
mod laws;
mod parity;
mod read;
mod readme;
mod schema;
mod suite;
mod usage;

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A temporary folder to run the program in, with its own cache and its own `python3`.
struct Folder {
    root: tempfile::TempDir,
}

impl Folder {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("bin")).unwrap();
        Self { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// Writes a file and returns its path.
    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Puts a `python3` on the program's path that is this shell script.
    fn python(&self, script: &str) {
        use std::os::unix::fs::PermissionsExt as _;
        let path = self.write("bin/python3", format!("#!/bin/sh\n{script}\n"));
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// The program in this folder, with an empty cache and the folder's `python3`, if there is one.
    fn program(&self, arguments: &[&str]) -> Command {
        let mut program = program(arguments);
        program
            .current_dir(self.root.path())
            .env("CHANCERY_HOME", self.path("home"))
            .env("PATH", self.path("bin"));
        program
    }

    /// Runs the program in this folder.
    fn run(&self, arguments: &[&str]) -> Ended {
        ended(self.program(arguments))
    }

    /// Runs the program in this folder, but with the user's own cache: the real model is fetched once.
    fn run_with_model(&self, arguments: &[&str]) -> Ended {
        let mut program = program(arguments);
        program.current_dir(self.root.path());
        ended(program)
    }
}

/// The program, saying nothing of colour, log or width.
fn program(arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_chancery"));
    program.args(arguments).stdin(Stdio::null());
    for variable in ["COLUMNS", "CHANCERY_LOG", "NO_COLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        program.env_remove(variable);
    }
    program
}

/// How a run ended.
struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

fn ended(mut program: Command) -> Ended {
    Ended::from(program.output().unwrap())
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ended {
    /// Checks the exit code and that standard error holds these words.
    #[track_caller]
    fn check(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        for words in words {
            assert!(self.err.contains(words), "{words:?} is not in\n{}", self.err);
        }
        self
    }
}

/// Starts the program with text on standard input.
fn with_input(mut program: Command, input: &str) -> Child {
    let mut child =
        program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The program may end without having read it.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child
}

/// Says something that is shown though the test passes.
fn say(words: &str) {
    // Nobody may be listening.
    let _ = std::io::stderr().write_all(words.as_bytes());
}

/// The example reports of the repository.
fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/moscow-2017")
}

/// Finds a program on the path of the tests.
fn which(name: impl AsRef<OsStr>) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap();
    let name = name.as_ref();
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file()).unwrap()
}
