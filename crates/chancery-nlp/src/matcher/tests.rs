//! What patterns mean, case by case.

use proptest::prelude::*;

use super::fixture::document;
use super::{Lists, Matcher, Pattern, closest};
use crate::Document;

/// Mr Lavrov told the council that Moscow and Minsk had not agreed, according to Interfax.
const TOLD: &str = "\
Mr Mr PROPN 2 compound
Lavrov Lavrov PROPN 3 nsubj @PERSON
told tell VERB 0 ROOT Tense=Past|VerbForm=Fin
the the DET 5 det
council council NOUN 3 dobj
that that SCONJ 12 mark
Moscow Moscow PROPN 12 nsubj @GPE
and and CCONJ 7 cc
Minsk Minsk PROPN 7 conj @GPE
had have AUX 12 aux
not not PART 12 neg
agreed~ agree VERB 3 ccomp VerbForm=Part
, , PUNCT 3 punct
according accord VERB 3 prep
to to ADP 14 prep
Interfax~ Interfax PROPN 15 pobj @ORG
. . PUNCT 3 punct";

fn lists() -> Lists {
    let mut lists = Lists::new();
    lists.insert("reporting_verbs", ["say", "tell", "warn"]);
    lists.insert("attribution", ["according to", "in the words of"]);
    lists
}

/// Lists the matches in all sentences: `cue=told speaker=Lavrov; …`.
fn found(pattern: &str, document: &Document) -> String {
    let pattern = Pattern::parse(pattern, &lists()).unwrap_or_else(|e| panic!("{pattern}: {e}"));
    let matcher = Matcher::new([pattern]);
    let matches = (0..document.sentences().len()).flat_map(|s| matcher.matches(document, s));
    let words = |m: &super::Match| {
        let bindings = m.bindings().map(|(name, binding)| {
            format!("{name}={}", &document.text()[document.span(binding.tokens.clone()).range()])
        });
        bindings.collect::<Vec<_>>().join(" ")
    };
    matches.map(|m| words(&m)).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(pattern: &str, expect: &str) {
    assert_eq!(found(pattern, &document(TOLD)), expect, "{pattern}");
}

#[track_caller]
fn wrong(pattern: &str, line: usize, column: usize, says: &str) {
    let error = Pattern::parse(pattern, &lists()).expect_err(pattern);
    assert_eq!((error.line, error.column), (line, column), "{pattern}: {error}");
    assert!(error.message.contains(says), "{pattern}: {error}");
}

#[test]
fn attributes_ask_of_one_token() {
    check("a = [lower=mr]", "a=Mr");
    check("a = [text=mr]", "");
    check("a = [lemma=TELL upos=VERB]", "a=told");
    check("a = [upos=VERB lemma!=tell]", "a=agreed; a=according");
    check("a = [lemma=@reporting_verbs|agree]", "a=told; a=agreed");
    check("a = [ent=GPE|ORG]", "a=Moscow; a=Minsk; a=Interfax");
    check("a = [dep=conj | cc]", "a=and; a=Minsk");
    check("a = [feat=Tense=Past]", "a=told");
    check("a = [feat=VerbForm=Part|VerbForm=Fin]", "a=told; a=agreed");
    check("a = [lower~/^min/]", "a=Minsk");
    check("a = [lemma~/^a/ lemma!~/^ac/]", "a=and; a=agreed");
    check("a = [is=punct]", "a=,; a=.");
    check("a = [is=title is!=entity]", "a=Mr");
    check("a = [is=first|last]", "a=Mr; a=.");
    check("a = [is=root]", "a=told");
}

#[test]
fn arcs_lead_to_children_heads_and_further() {
    check("a = [lemma=tell]\nb = a >nsubj|dobj []", "a=told b=Lavrov; a=told b=council");
    check("a = [lemma=tell]\nb = a > [upos=PUNCT]", "a=told b=,; a=told b=.");
    check("a = [lemma=agree]\nb = a <ccomp [lemma=tell]", "a=agreed b=told");
    check("a = [lemma=agree]\nb = a <xcomp", "");
    check("a = [lemma=tell]\nb = a >>conj []", "a=told b=Minsk");
    check("a = [lower=minsk]\nb = a <<ccomp []", "a=Minsk b=told");
    check("a = [lower=minsk]\nb = a << []", "a=Minsk b=Moscow; a=Minsk b=agreed; a=Minsk b=told");
    check("a = [lower=not]\nb = a $nsubj []", "a=not b=Moscow");
    check("a = [lower=lavrov]\nb = a >compound []\nc = a < >dobj", "a=Lavrov b=Mr c=council");
}

#[test]
fn order_is_asked_for_by_relation_or_attribute() {
    check("a = [lower=the]\nb = a . [upos=NOUN]", "a=the b=council");
    check("a = [lower=council]\nb = a , [lower=the]", "a=council b=the");
    check("a = [lower=that]\nb = a .. [ent=GPE]", "a=that b=Moscow; a=that b=Minsk");
    check("a = [lower=that]\nb = a ..2 [ent=GPE]", "a=that b=Moscow");
    check("a = [lower=not]\nb = a ,, [ent=GPE]", "a=not b=Minsk; a=not b=Moscow");
    check("a = [lemma=tell]\nb = a > [dep=punct|nsubj before=a]", "a=told b=Lavrov");
    check("a = [lemma=tell]\nb = a > [dep=punct|nsubj after=a]", "a=told b=,; a=told b=.");
}

#[test]
fn a_chain_names_only_its_end() {
    check("a = [lemma=tell]\nb = a >prep [lower=according] >prep >pobj [ent=ORG]", "a=told b=Interfax");
    check("a = [lemma=tell]\n!b = a >prep >prep >pobj", "");
}

#[test]
fn optional_nodes_may_be_there_and_absent_ones_may_not() {
    check("a = [lemma=agree]\n?m = a >mark [lower=that]", "a=agreed m=that");
    check("a = [lemma=tell]\n?m = a >mark []\n?n = m > []", "a=told");
    check("a = [lemma=agree]\n!n = a >neg []", "");
    check("a = [lemma=tell]\n!n = a >neg []", "a=told");
    check("a = [lemma=tell]\nb = a >nsubj\n!c = a >nsubj", "a=told b=Lavrov");
    check("a = [lemma=tell]\nb = a > [dep=prep|dobj]\nc = a > [dep=prep|dobj]", {
        "a=told b=council c=according; a=told b=according c=council"
    });
}

#[test]
fn phrases_bind_their_words_and_their_head() {
    check("cue = \"according to\"\nwho = cue >pobj", "cue=according to who=Interfax");
    check("cue = \"According  to\"\nwho = cue >>pobj", "cue=according to who=Interfax");
    check("cue = \"according to\"\nwho = cue >prep >pobj", "");
    check("cue = \"according to\"\nwho = cue <prep", "cue=according to who=told");
    check("cue = \"according to\"\nwho = cue .. [ent=ORG]", "cue=according to who=Interfax");
    check("cue = \"according to\"\nwho = cue . [ent=ORG]", "cue=according to who=Interfax");
    check("cue = \"according\" | \"according to\"", "cue=according to");
    check("cue = @attribution [dep=prep]", "cue=according to");
    check("cue = @attribution [dep=pobj]", "");
    check("cue = lemma \"accord to\"", "cue=according to");
    check("a = [lemma=tell]\np = a >prep \"according to\"", "a=told p=according to");
    check("a = [lower=interfax]\np = a , \"according to\"", "a=Interfax p=according to");
    check("a = [lemma=agree]\np = a .. \"according to\"", "a=agreed p=according to");
    check("a = \"agreed, according\"", "a=agreed, according");
    check("a = \"agre\"", "");
}

#[test]
fn phrases_do_not_care_how_words_are_cut() {
    let text = "It it PRON 3 nsubj\ndid~ do AUX 3 aux\nn’t not PART 3 neg\nlike~ like VERB 0 ROOT\n- - PUNCT 3 punct";
    let text = document(text);
    assert_eq!(found("a = \"didn't\"", &text), "a=didn’t");
    assert_eq!(found("a = \"it didn't like\"", &text), "a=It didn’t like");
    assert_eq!(found("a = \"itdidn't\"", &text), "");
}

#[test]
fn conjuncts_give_a_match_each() {
    let pattern = "v = [lemma=agree]\nwho = v >nsubj [ent=GPE]\nalso = who >conj []";
    check(pattern, "v=agreed who=Moscow also=Minsk");
    check("v = [lemma=agree]\nwho = v >> [ent=GPE]", "v=agreed who=Moscow; v=agreed who=Minsk");
}

#[test]
fn errors_say_what_to_write() {
    wrong("", 1, 1, "the pattern is empty");
    wrong("  \n# only a comment", 1, 1, "the pattern is empty");
    wrong("cue = [lema=say]", 1, 8, "did you mean `lemma`?");
    wrong("cue = [pos=VERB]", 1, 8, "`upos=VERB`");
    wrong("cue = [upos=VREB]", 1, 13, "did you mean `VERB`?");
    wrong("cue = [lemma=say", 1, 7, "not closed");
    wrong("cue = [lemma=]", 1, 14, "lemma=say|tell");
    wrong("cue = [lemma]", 1, 13, "write a value after `lemma`");
    wrong("cue = [lower=Trump]", 1, 14, "`text=Trump`");
    wrong("cue = [lemma=\"according to\"]", 1, 14, "without brackets");
    wrong("cue = [lemma=@attribution]", 1, 14, "`… = @attribution`");
    wrong("cue = [lemma=@reporting_verb]", 1, 14, "did you mean `reporting_verbs`?");
    wrong("cue = [is=tilte]", 1, 11, "did you mean `title`?");
    wrong("cue = [ent=person]", 1, 12, "capitals");
    wrong("cue = [feat=Past]", 1, 13, "feat=Tense=Past");
    wrong("cue = [lower~/(/]", 1, 14, "not a regular expression");
    wrong("cue = [lower~un]", 1, 14, "between slashes");
    wrong("cue = [ent~/P/]", 1, 8, "takes no regular expression");
    wrong("cue = \"according to", 1, 7, "not closed");
    wrong("cue = \"\"", 1, 7, "no word");
    wrong("cue = cue2 >nsubj []", 1, 7, "the first line is the anchor");
    wrong("cue = [before=x]", 1, 15, "the anchor has no earlier node");
    wrong("!cue = [lemma=say]", 1, 1, "first line is the anchor");
    wrong("cue [lemma=say]", 1, 5, "write `=` after the name `cue`");
    wrong("[lemma=say]", 1, 1, "node's name");
    let two = |line: &str| format!("cue = [lemma=say]\n{line}");
    wrong(&two("speaker = [ent=PERSON]"), 2, 11, "speaker = cue >nsubj");
    wrong(&two("speaker = ceu >nsubj []"), 2, 11, "did you mean `cue`?");
    wrong(&two("speaker = speaker >nsubj []"), 2, 11, "from itself");
    wrong(&two("cue = cue >nsubj []"), 2, 1, "already the name");
    wrong(&two("speaker = cue >nsbuj []"), 2, 16, "did you mean `nsubj`?");
    wrong(&two("speaker = cue >nsubj| nsubjpass []"), 2, 22, "without spaces");
    wrong(&two("speaker = cue []"), 2, 15, "write a relation after `cue`");
    wrong(&two("speaker = cue .nsubj []"), 2, 16, "takes no label");
    wrong(&two("speaker = cue >nsubj [] content = cue"), 2, 25, "one node per line");
    wrong(&two("!x = cue >neg\ny = x >det"), 3, 5, "must be absent");
    wrong(&two("?x = cue >neg\ny = x >det"), 3, 5, "`?y = …`");
    wrong(&two("x = cue >neg [before=y]"), 2, 22, "no earlier line names `y`");
    wrong(&two("!x = cue >neg\ny = cue >det [after=x]"), 3, 1, "no place");
    wrong(&two("x = cue ..0 []"), 2, 11, "from 1 to 1000");
}

#[test]
fn explanations_name_the_node_and_the_reason() {
    let document = document(TOLD);
    let explain = |pattern: &str, token| {
        Pattern::parse(pattern, &lists()).unwrap().explain(&document, token).to_string()
    };
    assert_eq!(
        explain("cue = [lemma=say]", 2),
        "cue  not found: `told` is not [lemma=say]: lemma is `tell`\n"
    );
    assert_eq!(
        explain("cue = [lemma=tell]\nwho = cue >nsubj [ent=ORG]\nwhat = cue >ccomp", 2),
        "cue   told\nwho   not found: `Lavrov` is not [ent=ORG]: ent is `PERSON`\nwhat  not tried\n"
    );
    assert_eq!(
        explain("cue = [lemma=tell]\nwho = cue >dobj >amod", 2),
        "cue  told\nwho  not found: nothing at `>amod` of `council` (its own label: dobj; children: the det)\n"
    );
    assert_eq!(
        explain("cue = [lemma=agree]\n!no = cue >neg", 11),
        "cue  agreed\nno   not found: must not be there, but is: `not`\n"
    );
    assert_eq!(
        explain("cue = [lemma=agree]\nwho = cue >nsubj [after=cue]", 11),
        "cue  agreed\nwho  not found: found `Moscow`, but not in the order asked for, or already bound to another node\n"
    );
    assert_eq!(explain("cue = \"according to\"\n?x = cue >det", 13), "cue  according to\nx    not there\n");
}

/// One verb with very many subjects, or a chain of clauses, each inside the one before.
fn long(words: usize, head: impl Fn(usize) -> usize) -> Document {
    let line =
        |i: usize| format!("said say VERB {} {}", head(i), if head(i) == 0 { "ROOT" } else { "ccomp" });
    document(&(1..=words).map(line).collect::<Vec<_>>().join("\n"))
}

#[test]
fn long_sentences_end_in_time() {
    let patterns = [
        "a = []\nb = a >> []\nc = b >> []\nd = c >> []\n!e = d >neg []",
        "a = []\nb = a .. []\nc = b .. []\nd = c .. [lower=nowhere]",
        "a = []\nb = a $ []\nc = a $ []",
        "a = []\nb = a << []\nc = b .. \"said said said\"",
    ];
    let patterns = patterns.map(|text| Pattern::parse(text, &lists()).unwrap());
    let matcher = Matcher::new(patterns);
    for document in [long(2_000, |i| i - 1), long(2_000, |i| usize::from(i > 1))] {
        let started = std::time::Instant::now();
        let matches = matcher.matches(&document, 0);
        assert!(matches.len() <= 2_000 * 4 * super::search::MATCHES);
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}

fn any_pattern() -> impl Strategy<Value = String> {
    let lines = prop::sample::select(vec![
        "b = a >nsubj|dobj []",
        "c = a > [ent=GPE]",
        "?d = a >mark []",
        "!e = a >neg []",
        "f = a .. [upos=PROPN]",
        "g = a << []",
    ]);
    let anchors = prop::sample::select(vec![
        "a = [lemma=tell|agree]",
        "a = \"according to\"",
        "a = [upos=PROPN]",
        "a = [ent=GPE]",
        "a = []",
        "a = [lower=told dep=ROOT]",
        "a = [dep=nsubj]",
        "a = [text=Moscow]",
    ]);
    (anchors, prop::collection::btree_set(lines, 0..4))
        .prop_map(|(anchor, lines)| std::iter::once(anchor).chain(lines).collect::<Vec<_>>().join("\n"))
}

proptest! {
    #[test]
    fn reading_a_pattern_never_panics(text in "[a-c?!=\\[\\]|@#\"~/\\\\<>$.,0-9 \ndeplmru]{0,60}") {
        let _ = Pattern::parse(&text, &lists());
    }

    #[test]
    fn reading_any_text_never_panics(text in any::<String>()) {
        let _ = Pattern::parse(&text, &lists());
        let _ = closest(&text, ["lemma"]);
    }

    #[test]
    fn the_order_of_patterns_only_renames_them(
        patterns in prop::collection::vec(any_pattern(), 1..8),
        turn in 0usize..8,
    ) {
        let document = document(TOLD);
        let parsed: Vec<Pattern> = patterns.iter().map(|p| Pattern::parse(p, &lists()).unwrap()).collect();
        let turn = turn % parsed.len();
        let mut turned = parsed.clone();
        turned.rotate_left(turn);
        let told = |patterns: &[Pattern], first: usize| {
            let mut all: Vec<String> = Matcher::new(patterns.to_vec())
                .matches(&document, 0)
                .iter()
                .map(|m| format!("{} {:?}", (m.pattern + first) % patterns.len(), m.bindings().collect::<Vec<_>>()))
                .collect();
            all.sort();
            all
        };
        prop_assert_eq!(told(&parsed, 0), told(&turned, turn));
    }

    #[test]
    fn the_index_loses_nothing(pattern in any_pattern()) {
        let document = document(TOLD);
        let parsed = Pattern::parse(&pattern, &lists()).unwrap();
        let anchors: Vec<u32> = Matcher::new([parsed.clone()])
            .matches(&document, 0)
            .iter()
            .map(|m| m.anchor().tokens.start)
            .collect();
        for token in 0..document.len() {
            prop_assert_eq!(parsed.explain(&document, token).matched, anchors.contains(&(token as u32)));
        }
    }
}
