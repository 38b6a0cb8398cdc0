use proptest::prelude::*;

use super::*;

/// Checks the quotations' contents, `>` before each level of depth, `~` where not closed, `+` where one goes on.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let found: Vec<String> = find_quotations(text)
        .iter()
        .map(|q| {
            let depth = ">".repeat(q.depth as usize);
            let open = if q.closed { "" } else { "~" };
            let continues = if q.continues.is_some() { "+" } else { "" };
            format!("{depth}{open}{continues}{}", &text[q.content.range()])
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn double_marks() {
    check("\"We will not go,\" Lavrov said.", &["We will not go,"]);
    check("“We will not go,” Lavrov said.", &["We will not go,"]);
    check("“We will not go”, Lavrov said.", &["We will not go"]);
    check("Lavrov said: \"We will not go\".", &["We will not go"]);
    check("\"We will not go,\" he said, \"and that is final.\"", &["We will not go,", "and that is final."]);
    check("``We will not go,'' he said.", &["We will not go,"]);
    check("''We will not go,'' he said.", &["We will not go,"]);
    check("“We will not go,\" he said.", &["We will not go,"]);
    check("„Wir gehen nicht“, sagte er.", &["Wir gehen nicht"]);
    check("« Nous restons », dit-il, «nous»", &["Nous restons", "nous"]);
    check("»Wir bleiben«, sagte er.", &["Wir bleiben"]);
    check("„We stay”, he said, and „we fight”.", &["We stay", "we fight"]);
}

#[test]
fn single_marks() {
    check("Ties at 'all-time low'", &["all-time low"]);
    check("the nations' leaders and the envoys' staff", &[]);
    check("‘We’ll stay,’ the envoy said. ‘It’s ours.’", &["We’ll stay,", "It’s ours."]);
    check("'We back the nations' right to know,' she said", &["We back the nations' right to know,"]);
    check("from 'lows' to 'highs' in days", &["lows", "highs"]);
    check(
        "'Frankly, he is backing a man that's evil, ' Trump said",
        &["Frankly, he is backing a man that's evil,"],
    );
    check("Get 'em out by the '80s, 'cause it's rock 'n' roll", &[]);
    check("I'm goin' home, the boys' club's over", &[]);
    check("the Allies' 'red line' was crossed", &["red line"]);
}

#[test]
fn nested_marks() {
    check(
        "\"And we said 'Show us the evidence for these attacks'\".",
        &["And we said 'Show us the evidence for these attacks'", ">Show us the evidence for these attacks"],
    );
    check("‘They told us “never” and left,’ he said", &["They told us “never” and left,", ">never"]);
    check("“He said “no” to me,” she said", &["He said “no” to me,", ">no"]);
    check("\"He said \"no\" to me,\" she said", &["He said \"no\" to me,", ">no"]);
    check("“‘Stay,’ he said to us.”", &["‘Stay,’ he said to us.", ">Stay,"]);
    check(
        "\"The poll asks: “Are you sure?” Forty say yes.\"",
        &["The poll asks: “Are you sure?” Forty say yes.", ">Are you sure?"],
    );
}

#[test]
fn lost_marks() {
    check(
        "\"I would say trust is low, but it lives.\n\nAnd so on.",
        &["~I would say trust is low, but it lives."],
    );
    check("“We stay. “We fight,” he said.", &["~We stay.", "We fight,"]);
    check("We stay,\" he said.", &["~We stay,"]);
    check("“We stay,“ he said. “We fight.”", &["We stay,", "We fight."]);
    check("”We stay,” he said.", &["We stay,"]);
    check("He said \" we stay \" twice", &["we stay"]);
    check("the 12\" gun and the 6'2\" man", &[]);
    check("\"He is 6'2\" tall,\" she said", &["He is 6'2\" tall,"]);
}

#[test]
fn speeches_over_paragraphs() {
    let text = "“One.\n\n“Two.\n\n“Three,” he said.\n\n“Four.”";
    check(text, &["~One.", "~+Two.", "+Three,", "Four."]);
    let found = find_quotations(text);
    assert_eq!(found[2].continues, Some(1));
    check("\"One.\n\nTwo.\n\nThree.\" He left.", &["~One.", "~+Two.", "~+Three."]);
    check(
        "\"Trust is low.\n\nAnd we said 'Show us the evidence'\".",
        &["~Trust is low.", "~+And we said 'Show us the evidence'", ">Show us the evidence"],
    );
    check("‘One, and more of it to come.\n\n‘Two,’ he said.", &["~One, and more of it to come.", "+Two,"]);
    check("\"One.\n\nTwo.\n\nThree.\n\n\"Four.\"", &["~One.", "Four."]);
}

#[test]
fn lines_that_wrap() {
    check("\"We will\nnot go,\" he said.", &["We will\nnot go,"]);
}

#[test]
fn evidence_of_speech() {
    let speech = |text: &str| find_quotations(text)[0].looks_like_speech(text);
    assert!(speech("“We will not go.”"));
    assert!(speech("“We will not go,” he said."));
    assert!(!speech("the “fake news,” they say"));
    assert!(!speech("the film “Dr. No”"));
}

/// Doubling the input must not take much more than double the time; a quadratic pass takes four times.
#[track_caller]
fn linear(make: impl Fn(usize) -> String) {
    let time = |n: usize| {
        let text = make(n);
        (0..3)
            .map(|_| {
                let start = std::time::Instant::now();
                std::hint::black_box(find_quotations(&text));
                start.elapsed()
            })
            .min()
            .unwrap()
    };
    time(1 << 12);
    let (small, large) = (time(1 << 14), time(1 << 18));
    assert!(large < small.max(std::time::Duration::from_millis(2)) * 80, "{small:?} {large:?}");
}

#[test]
fn time_is_linear() {
    linear(|n| "\"".repeat(n));
    linear(|n| "'".repeat(n));
    linear(|n| "“".repeat(n));
    linear(|n| " “a".repeat(n));
    linear(|n| " ‘a “b".repeat(n));
    linear(|n| " \"a 'b «c".repeat(n));
    linear(|n| "“a\n\n".repeat(n));
    linear(|n| " 'as' a".repeat(n));
    linear(|n| format!("“{}”", "word ".repeat(n)));
    linear(|n| format!("{}{}", "“a ".repeat(n), "a” ".repeat(n)));
    linear(|n| format!("{}{}", "‘a “b ".repeat(n), "b” a’ ".repeat(n)));
    linear(|n| "a\nb".repeat(n));
}

#[test]
fn deep_nesting_is_kept() {
    let text = format!("{}{}", "“a ".repeat(5000), "a” ".repeat(5000));
    let found = find_quotations(&text);
    assert_eq!(found.len(), 5000);
    assert_eq!(found[4999].depth, 4999);
}

proptest! {
    #[test]
    fn spans_nest(text in "([a-z'\"“”‘’«»„`.,\n ]|[0-9]|\n\n|é){0,80}") {
        let found = find_quotations(&text);
        for (at, q) in found.iter().enumerate() {
            prop_assert!(q.span.contains(q.content));
            prop_assert!(!q.content.is_empty());
            prop_assert!(text.get(q.span.range()).is_some());
            prop_assert_eq!(q.closed, q.open.is_some() && q.close.is_some());
            if let Some(before) = q.continues { prop_assert!(before < at); }
            if let Some(parent) = q.parent { prop_assert!(found[parent].span.contains(q.span)); }
            for other in &found[at + 1..] {
                prop_assert!(other.span.start >= q.span.start);
                prop_assert!(q.span.contains(other.span) || !q.span.overlaps(other.span));
            }
        }
    }
}
