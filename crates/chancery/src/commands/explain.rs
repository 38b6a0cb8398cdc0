//! `chancery explain`: what a label means.

use std::fmt::Write as _;

use anyhow::Result;

use crate::output::Output;
use crate::problem::{Outcome, Problem};

/// Explain a label or a term: nsubj, VBD, GPE, statement, …
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The labels to explain [default: all of them].
    #[arg(value_name = "LABEL")]
    labels: Vec<String>,
}

/// One line of the glossary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    kind: &'static str,
    label: &'static str,
    meaning: &'static str,
}

/// Walks the glossary, which is one file: kind, label, meaning.
fn glossary() -> impl Iterator<Item = Entry> {
    include_str!("../glossary.tsv").lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.splitn(3, '\t');
        Some(Entry { kind: columns.next()?, label: columns.next()?, meaning: columns.next()? })
    })
}

/// Prints what the labels mean.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let mut entries = Vec::new();
    for label in &args.labels {
        let found = find(label);
        if found.is_empty() {
            let hint = "Run chancery explain without a label to see all of them.";
            return Err(Problem::new(format!("the glossary has no {label:?}"), hint).into());
        }
        entries.extend(found);
    }
    if args.labels.is_empty() {
        entries.extend(glossary());
    }
    Output::styled().print(&table(&entries))?;
    Ok(Outcome::Done)
}

/// Finds the entries written exactly so, or else those that differ in case only.
fn find(label: &str) -> Vec<Entry> {
    let exact: Vec<_> = glossary().filter(|entry| entry.label == label).collect();
    if exact.is_empty() {
        glossary().filter(|entry| entry.label.eq_ignore_ascii_case(label)).collect()
    } else {
        exact
    }
}

fn table(entries: &[Entry]) -> String {
    let widest = |text: fn(&Entry) -> &str| entries.iter().map(|e| text(e).len()).max().unwrap_or(0);
    let (labels, kinds) = (widest(|e| e.label), widest(|e| e.kind));
    let (bold, dim) = (anstyle::Style::new().bold(), anstyle::Style::new().dimmed());
    let mut text = String::new();
    for Entry { kind, label, meaning } in entries {
        let _ = writeln!(text, "{bold}{label:labels$}{bold:#}  {dim}{kind:kinds$}{dim:#}  {meaning}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_decides_only_when_it_must() {
        assert_eq!(find("cc").len(), 1);
        assert_eq!(find("CC")[0].kind, "tag");
        assert_eq!(find("NSUBJ")[0].label, "nsubj");
        assert!(find("nonsense").is_empty());
    }

    #[test]
    fn the_glossary_is_sorted_whole_and_without_repetition() {
        let keys: Vec<_> = glossary().map(|entry| (entry.kind, entry.label)).collect();
        assert!(keys.is_sorted(), "sort glossary.tsv by kind and label");
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
        for entry in glossary() {
            assert!(entry.meaning.ends_with('.') && entry.meaning.len() < 140, "{entry:?}");
        }
        let lines = include_str!("../glossary.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), keys.len(), "every line has three columns");
    }

    #[test]
    fn every_label_of_the_models_is_explained() {
        const TAGS: &str = "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS \
            NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``";
        const DEPENDENCIES: &str = "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp \
            compound conj csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass \
            nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp";
        const ENTITIES: &str = "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON \
            PRODUCT QUANTITY TIME WORK_OF_ART";
        const PARTS: &str =
            "ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE";
        for (kind, labels) in
            [("tag", TAGS), ("dependency", DEPENDENCIES), ("entity", ENTITIES), ("part", PARTS)]
        {
            for label in labels.split_whitespace() {
                assert!(find(label).iter().any(|e| e.kind == kind && e.label == label), "{kind} {label}");
            }
        }
    }
}
