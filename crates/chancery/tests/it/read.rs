//! Reports read with the real model, which the program fetches once into the user's cache.

use std::process::Stdio;

use serde_json::Value;

use super::{Ended, Folder, examples, program, with_input};

fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_output_is_the_same_for_every_number_of_threads() {
    let folder = Folder::new();
    let examples = examples();
    let read = |threads: &str| {
        let arguments = ["read", examples.to_str().unwrap(), "--format", "jsonl", "--threads", threads];
        folder.run_with_model(&arguments).check(0, &[]).out.clone()
    };
    let one = read("1");
    assert_eq!(read("3"), one);
    let readings = objects(&one);
    assert_eq!(readings.len(), 10);
    for reading in &readings {
        assert_eq!(reading["schema"], "chancery/reading/1");
        let text: Vec<char> = reading["report"]["text"].as_str().unwrap().chars().collect();
        for sentence in reading["sentences"].as_array().unwrap() {
            let at = |key: &str| sentence["span"][key].as_u64().unwrap() as usize;
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(sentence["span"]["text"], words);
        }
    }
}

#[test]
fn one_bad_report_never_stops_a_run() {
    let folder = Folder::new();
    let good = |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"Lavrov said the talks had failed.\"}}");
    folder.write("reports.jsonl", format!("{}\nnonsense\n{}\n", good("a"), good("b")));
    folder.write("late.txt", [b"Putin denied it.".as_slice(), &[0xFF, 0], b" Nobody asked."].concat());
    let ended =
        folder.run_with_model(&["read", "reports.jsonl", "gone.txt", "late.txt", "--format", "jsonl"]);
    ended.check(1, &[]);
    let ids: Vec<_> =
        objects(&ended.out).iter().map(|r| r["report"]["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!((ids.len(), &ids[0][..], &ids[1][..]), (3, "a", "b"));
    assert_eq!(objects(&ended.err).len(), 2);

    let told = folder.run_with_model(&["read", "reports.jsonl", "gone.txt"]);
    told.check(
        1,
        &["reports.jsonl:2: ", "gone.txt: there is no such file", "2 reports read, 2 could not be read"],
    );
}

#[test]
fn what_the_command_line_knows_is_taken_over() {
    let folder = Folder::new();
    let given =
        ["--published", "2017-04-12", "--outlet", "Potomac Wire", "--url", "x:y", "--title", "Talks fail"];
    let arguments = [&["read", "-", "--format", "json"][..], &given].concat();
    let mut program = program(&arguments);
    program.current_dir(folder.path(""));
    let ended =
        Ended::from(with_input(program, "Lavrov said the talks had failed.").wait_with_output().unwrap());
    let reading: Value = serde_json::from_str(&ended.check(0, &[]).out).unwrap();
    let report = &reading["report"];
    assert_eq!(report["published"], "2017-04-12");
    assert_eq!(report["published_from"], "given");
    assert_eq!(
        (&report["outlet"], &report["url"], &report["title"]),
        (&Value::from("Potomac Wire"), &Value::from("x:y"), &Value::from("Talks fail"),)
    );
}

#[test]
fn a_brief_is_plain_off_a_terminal_and_fits_eighty_columns() {
    let folder = Folder::new();
    let ended = folder.run_with_model(&["read", examples().to_str().unwrap()]);
    ended.check(0, &["10 reports read"]);
    assert!(!ended.out.contains('\u{1b}'));
    assert!(ended.out.lines().all(|line| line.chars().count() <= 80 && !line.ends_with(' ')));
}

#[test]
fn a_parse_is_conllu_or_json() {
    let folder = Folder::new();
    folder.write("talks.md", "Lavrov met Tillerson in Moscow.");
    let conllu = folder.run_with_model(&["parse", "talks.md"]).check(0, &[]).out.clone();
    let rows: Vec<Vec<&str>> = conllu
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(|l| l.split('\t').collect())
        .collect();
    assert!(rows.iter().all(|row| row.len() == 10));
    assert_eq!(&rows[1][1..5], ["met", "meet", "VERB", "VBD"]);
    assert!(rows[4][9].contains("Entity=B-GPE"));
    let json = folder.run_with_model(&["parse", "talks.md", "--format", "json"]).check(0, &[]).out.clone();
    assert_eq!(objects(&json)[0]["tokens"].as_array().unwrap().len(), rows.len());
}

#[test]
fn a_closed_pipe_ends_a_run_quietly() {
    let folder = Folder::new();
    let line = "{\"text\": \"Lavrov said the talks had failed. Nobody in Moscow was surprised.\"}\n";
    let many = folder.write("many.jsonl", line.repeat(3000));
    let mut program = program(&["read", many.to_str().unwrap(), "--format", "jsonl"]);
    let mut child = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn rules_are_tested_by_their_own_examples() {
    let folder = Folder::new();
    let rule = |yes: &str| {
        format!(
            "what = \"According to a speaker, something is so.\"\n\
             match = '''\ncue = \"according to\"\nspeaker = cue >pobj [upos=NOUN|PROPN|PRON]\n\
             content = cue <prep [upos=VERB|AUX]\n'''\n\
             yields = {{ speaker = \"speaker\", cue = \"cue\", content = \"content\", confidence = 0.9 }}\n\
             yes = [{{ text = \"Two soldiers died, according to the ministry.\", speaker = \"{yes}\" }}]\n\
             no = [\"Seats were given out.\"]\nfrom = \"own\"\n"
        )
    };
    folder.write("mine/statement/my_according_to.toml", rule("the ministry"));
    let ended = folder.run_with_model(&["rules", "test", "mine"]);
    assert_eq!(ended.check(0, &[]).out, "1 rules, 2 examples, 0 failed\n");
    folder.write("mine/statement/my_according_to.toml", rule("Two soldiers"));
    let ended = folder.run_with_model(&["rules", "test", "mine"]);
    assert!(ended.check(1, &[]).out.contains("my_according_to.toml:8"), "{}", ended.out);
    folder.write("mine/statement/slip.toml", "macth = 1");
    folder.run_with_model(&["rules", "test", "mine"]).check(1, &["slip.toml:1:1: ", "did you mean `match`"]);
    folder.run_with_model(&["rules", "test", "nowhere"]).check(1, &["nowhere"]);
}

#[test]
fn a_state_that_acts_is_no_place_and_where_it_is_is_one() {
    let folder = Folder::new();
    for (text, places) in [
        ("Russia said that the talks had failed.", &[][..]),
        ("The talks in Russia failed.", &["Russia"]),
        ("Moscow said that the talks had failed.", &[]),
        ("The talks in Moscow failed.", &["Moscow"]),
        ("He visited Turkey and flew on to Sochi, Russia.", &["Turkey", "Sochi", "Russia"]),
        ("The ambassador to Russia spoke of strikes on Syria.", &["Syria"]),
        ("SOCHI, Russia (AP) — The ministers met on Monday.", &["Sochi", "Russia"]),
        ("North Korea's army left the north of Syria.", &["Syria"]),
    ] {
        folder.write("talks.txt", text);
        let out =
            folder.run_with_model(&["read", "talks.txt", "--format", "jsonl"]).check(0, &[]).out.clone();
        let reading = &objects(&out)[0];
        let found: Vec<&str> =
            reading["places"].as_array().unwrap().iter().map(|p| p["name"].as_str().unwrap()).collect();
        assert_eq!(found, places, "{text}");
    }
}

#[test]
fn users_bring_places_of_their_own() {
    let folder = Folder::new();
    let head = "id\tname\tkind\tcountry\tadmin1\tlat\tlon\taliases";
    folder.write("mine/places.tsv", format!("{head}\nqarandel\tQarandel\ttown\tSYR\t\t35.5\t36.5\t\n"));
    folder.write("talks.txt", "Shells fell in Qarandel on Monday.");
    folder.run(&["atlas", "check", "mine"]).check(0, &[]);
    let ended = folder.run_with_model(&["read", "talks.txt", "--format", "jsonl", "--atlas", "mine"]);
    let place = &objects(&ended.check(0, &[]).out)[0]["places"][0];
    assert_eq!(
        (&place["name"], &place["country"], &place["lat"]),
        (&"Qarandel".into(), &"SYR".into(), &35.5.into())
    );
    folder.write("mine/places.tsv", format!("{head}\nqarandel\tQarandel\tvillage\tSYR\t\t35.5\t36.5\t\n"));
    folder.run(&["atlas", "check", "mine"]).check(1, &["places.tsv:2:19: there is no kind `village`"]);
}
