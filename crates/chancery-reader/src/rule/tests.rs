//! What loading says of a folder of rules, and the built-in rules' own examples.

use std::collections::BTreeMap;

use chancery_nlp::Document;

use super::{
    ExampleFailure, KINDS, Rule, RuleError, RuleSet, STATEMENT, check_examples, embedded, embedded_files,
};

/// The example texts of the built-in rules, parsed by `en_core_web_md` 3.7.1; `tools/rules` renews them.
const PARSED: &str = include_str!("examples.conllu");

fn parsed() -> BTreeMap<String, Document> {
    let documents = Document::from_conllu(PARSED).unwrap().into_iter();
    documents.map(|document| (document.text().trim_end().to_owned(), document)).collect()
}

#[test]
fn the_examples_of_built_in_rules_hold() {
    let parsed = parsed();
    let parse = |text: &str| {
        parsed
            .get(text)
            .cloned()
            .unwrap_or_else(|| panic!("no parse of {text:?}; run tools/rules/parse_examples.py"))
    };
    let failures: Vec<String> = embedded()
        .rules()
        .iter()
        .flat_map(|rule| check_examples(rule, parse))
        .map(|failure| failure.to_string())
        .collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

const RULE: &str = r#"what = "Someone says something."
match = '''
cue     = [lemma=@verbs]
speaker = cue >nsubj []
content = cue >ccomp []
?to     = cue >dative []
!no     = cue >neg []
'''
yields = { speaker = "speaker", cue = "cue", content = "content", addressee = "to", polarity = "deny", confidence = 0.5 }
yes = [{ text = "Moscow said it was true.", speaker = "Moscow" }]
no = ["Moscow said nothing."]
from = "own"
"#;

const VERBS: (&str, &str) = ("lists/verbs.txt", "# Verbs.\nsay # says, said\ntell\n");

fn load(text: &str) -> Result<RuleSet, Vec<RuleError>> {
    RuleSet::load(&[STATEMENT], [VERBS, ("statement/said.toml", text)])
}

/// Replaces words in the rule above and looks at the first message.
#[track_caller]
fn wrong(old: &str, new: &str, place: &str, says: &str) {
    assert!(RULE.contains(old), "{old:?}");
    let errors = load(&RULE.replacen(old, new, 1)).expect_err(new);
    let message = errors[0].to_string();
    assert!(message.starts_with(&format!("statement/said.toml:{place}: ")), "{message}");
    assert!(message.contains(says), "{message}");
}

#[test]
fn a_rule_knows_its_parts() {
    let rules = load(RULE).unwrap();
    let rule = rules.rule("statement", "said").unwrap();
    assert_eq!(rule.id(), "statement/said");
    assert_eq!(rule.node("addressee"), Some("to"));
    assert_eq!(rule.roles().count(), 4);
    assert_eq!((rule.yes[0].line, rule.no[0].line), (10, 11));
}

#[test]
fn mistakes_are_told_with_place_and_remedy() {
    wrong("what = ", "waht = ", "1:1", "did you mean `what`?");
    wrong("what = \"Someone says something.\"", "", "1:1", "say what the rule finds");
    wrong("from = \"own\"", "from = \"own", "12:12", "not TOML");
    wrong("from = \"own\"", "source = \"own\"", "1:1", "where the idea came from");
    wrong("from = \"own\"", "from = 7", "12:8", "must be a text");
    wrong("no = [", "not = [", "11:1", "did you mean `no`?");
    wrong("@verbs", "@vebs", "3:18", "did you mean `verbs`?");
    wrong(">ccomp", ">comcp", "5:16", "did you mean `ccomp`?");
    wrong("'''\ncue     = [lemma", "'''cue = [lema", "2:19", "did you mean `lemma`?");
}

#[test]
fn yields_are_held_against_kind_and_pattern() {
    wrong("{ speaker = \"speaker\"", "{ speaker = \"speker\"", "9:22", "did you mean `speaker`?");
    wrong("{ speaker = \"speaker\"", "{ speaker = \"no\"", "9:22", "must be absent");
    wrong("{ speaker =", "{ speeker =", "9:12", "did you mean `speaker`?");
    wrong("content = \"content\", ", "", "9:10", "needs its content");
    wrong("content = \"content\"", "content = \"to\"", "9:10", "is optional");
    wrong("\"deny\"", "\"denie\"", "9:96", "did you mean `deny`?");
    wrong("0.5", "5", "9:117", "from 0 to 1");
    wrong("yields = {", "yields = 7 # {", "9:10", "must be a table");
}

#[test]
fn examples_are_held_against_the_rule() {
    wrong(
        "yes = [{ text = \"Moscow said it was true.\", speaker = \"Moscow\" }]",
        "yes = []",
        "10:7",
        "`yes` is empty",
    );
    wrong("speaker = \"Moscow\"", "spekaer = \"Moscow\"", "10:45", "did you mean `speaker`?");
    wrong("speaker = \"Moscow\"", "speaker = \"Minsk\"", "10:55", "does not stand in the text");
    wrong("speaker = \"Moscow\"", "speaker = 1", "10:55", "words of the speaker");
    wrong("{ text = ", "{ txt = ", "10:8", "a table with its text");
    wrong("no = [\"Moscow", "no = [1, \"Moscow", "11:7", "a near miss is a text");
}

#[test]
fn files_are_known_by_their_names() {
    let says = |files: &[(&str, &str)]| {
        RuleSet::load(&[STATEMENT], files.iter().copied()).unwrap_err()[0].to_string()
    };
    let said = ("statement/said.toml", RULE);
    assert!(
        says(&[VERBS, said, ("mine/statement/said.toml", RULE)]).contains("another statement rule `said`")
    );
    assert!(says(&[("opinion/said.toml", RULE)]).contains("one of: statement"));
    assert!(says(&[("said.md", RULE)]).contains("neither a rule"));
    assert!(says(&[VERBS, VERBS]).contains("another word list `verbs`"));
    assert_eq!(
        says(&[("lists/a.txt", "b\na\n")]),
        "lists/a.txt:2:1: the list is not in order; move `a` before `b`"
    );
    assert_eq!(says(&[("lists/a.txt", "b\nb\n")]), "lists/a.txt:2:1: `b` stands here twice; drop this line");
    assert!(says(&[("lists/a.txt", "# nothing\n")]).contains("the list is empty"));
}

#[test]
fn a_users_rules_stand_beside_the_built_in_ones() {
    let own = RULE.replace("@verbs", "@my_verbs");
    let files = embedded_files()
        .chain([("me/statement/my_own.toml", own.as_str()), ("me/lists/my_verbs.txt", "say\n")]);
    let rules = RuleSet::load(&KINDS, files).unwrap();
    assert_eq!(rules.rules().len(), embedded().rules().len() + 1);
    let parsed = parsed();
    let document = &parsed["The foreign minister said that both sides would meet again in June."];
    let found: Vec<String> = rules.findings("statement", document).iter().map(|f| f.rule.id()).collect();
    assert_eq!(found, ["statement/my_own", "statement/said_clause"]);
    let finding = &rules.findings("statement", document)[0];
    assert_eq!((finding.word("polarity"), finding.share("confidence")), (Some("deny"), Some(0.5)));
    assert!(rules.findings("event", document).is_empty());
}

#[test]
fn failures_say_what_was_found_instead() {
    let parsed = parsed();
    let failures = |edit: &dyn Fn(&mut Rule)| -> Vec<ExampleFailure> {
        let mut rule = embedded().rule("statement", "told_that").unwrap().clone();
        rule.yes.truncate(1);
        edit(&mut rule);
        check_examples(&rule, |text| parsed[text].clone())
    };
    assert!(failures(&|_| {}).is_empty());
    let wrong_words = failures(&|rule| rule.yes[0].roles = vec![("speaker".into(), vec!["envoy".into()])]);
    assert!(
        wrong_words[0].problem.starts_with("speaker is `The envoy`, not `envoy`\nfinds "),
        "{wrong_words:?}"
    );
    let loud = failures(&|rule| rule.no = rule.yes.clone());
    assert!(loud[0].problem.starts_with("must stay silent, but finds speaker `The envoy`"), "{loud:?}");
    let silent = failures(&|rule| rule.yes[0].text = "He never told a lie.".into());
    assert!(silent[0].problem.contains("content"), "{silent:?}");
    assert!(silent[0].to_string().starts_with("statement/told_that.toml:"), "{silent:?}");
}

proptest::proptest! {
    #[test]
    fn loading_never_panics(text in "[a-z= \n'\"\\[\\]{},#]{0,80}") {
        let _ = load(&text);
        let _ = load(&RULE.replace("cue     =", &text));
        let _ = RuleSet::load(&[STATEMENT], [("lists/a.txt", text.as_str())]);
    }
}
