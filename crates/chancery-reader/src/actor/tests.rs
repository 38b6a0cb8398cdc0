use chancery_nlp::Document;

use super::*;

/// Makes a document of `form/UPOS/XPOS/head/deprel/entity` rows, a sentence a line.
fn document(rows: &str) -> Document {
    let mut conllu = String::new();
    for sentence in rows.trim().lines() {
        for (at, row) in sentence.split_whitespace().enumerate() {
            let c: Vec<&str> = row.split('/').collect();
            let entity = c.get(5).filter(|e| !e.is_empty()).map_or("_".to_owned(), |e| format!("Entity={e}"));
            let line = format!(
                "{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{entity}\n",
                at + 1,
                c[0],
                c.get(6).unwrap_or(&c[0]),
                c[1],
                c[2],
                c[3],
                c[4]
            );
            conllu.push_str(&line);
        }
        conllu.push('\n');
    }
    Document::from_conllu(&conllu).unwrap().remove(0)
}

/// Finds the actors of a report of 12 April 2017.
fn found(document: &Document) -> Actors {
    let date = Some(jiff::civil::date(2017, 4, 12));
    find_actors(
        document,
        |_| true,
        Context { atlas: Atlas::embedded(), date, statements: &[], quotations: &[], places: None },
    )
}

/// Checks actors as `name kind country code: mention, mention`.
#[track_caller]
fn check(rows: &str, expect: &[&str]) {
    let document = document(rows);
    let found: Vec<String> = found(&document)
        .list
        .iter()
        .filter(|a| !a.mentions.is_empty())
        .map(|a| {
            let mentions: Vec<&str> = a.mentions.iter().map(|m| &document.text()[m.span.range()]).collect();
            format!(
                "{} {:?} {} {}: {}",
                a.name,
                a.kind,
                a.country.as_deref().unwrap_or("-"),
                a.code.as_deref().unwrap_or("-"),
                mentions.join(", ")
            )
        })
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn a_person_has_one_actor() {
    check(
        "Rex/PROPN/NNP/2/compound/B-PERSON Tillerson/PROPN/NNP/3/nsubj/I-PERSON left/VERB/VBD/0/ROOT\n\
         Mr/PROPN/NNP/2/compound Tillerson/PROPN/NNP/3/nsubj/B-PERSON slept/VERB/VBD/0/ROOT",
        &["Rex Tillerson Person USA USAGOV: Rex Tillerson, Mr Tillerson"],
    );
}

#[test]
fn a_surname_in_the_headline_finds_its_owner() {
    check(
        "Trump/PROPN/NNP/2/nsubj/B-ORG warns/VERB/VBZ/0/ROOT\n\
         Donald/PROPN/NNP/2/compound/B-PERSON Trump/PROPN/NNP/3/nsubj/I-PERSON spoke/VERB/VBD/0/ROOT",
        &["Donald Trump Person USA USAGOV: Trump, Donald Trump"],
    );
}

#[test]
fn two_people_with_one_surname_stay_apart() {
    check(
        "Bashar/PROPN/NNP/2/compound/B-PERSON al-Assad/PROPN/NNP/3/nsubj/I-PERSON spoke/VERB/VBD/0/ROOT\n\
         Asma/PROPN/NNP/2/compound/B-PERSON al-Assad/PROPN/NNP/3/nsubj/I-PERSON left/VERB/VBD/0/ROOT\n\
         Mrs/PROPN/NNP/2/compound Assad/PROPN/NNP/3/nsubj/B-PERSON slept/VERB/VBD/0/ROOT",
        &[
            "Bashar al-Assad Person SYR SYRGOV: Bashar al-Assad",
            "Asma al-Assad Person - -: Asma al-Assad, Mrs Assad",
        ],
    );
}

#[test]
fn a_country_has_many_names() {
    check(
        "US/PROPN/NNP/2/compound/B-GPE jets/NOUN/NNS/3/nsubj left/VERB/VBD/0/ROOT\n\
         America/PROPN/NNP/2/nsubj/B-GPE left/VERB/VBD/0/ROOT\n\
         American/ADJ/JJ/2/amod/B-NORP jets/NOUN/NNS/3/nsubj left/VERB/VBD/0/ROOT\n\
         Washington/PROPN/NNP/2/nsubj/B-GPE said/VERB/VBD/0/ROOT so/ADV/RB/2/advmod",
        &["United States State USA USA: US, America, American, Washington"],
    );
}

#[test]
fn an_office_gives_country_and_code() {
    check(
        "Russian/ADJ/JJ/5/amod/B-NORP Foreign/PROPN/NNP/3/compound Minister/PROPN/NNP/5/compound \
         Sergey/PROPN/NNP/5/compound/B-PERSON Lavrov/PROPN/NNP/6/nsubj/I-PERSON spoke/VERB/VBD/0/ROOT",
        &["Russia State RUS RUS: Russian", "Sergei Lavrov Person RUS RUSGOV: Sergey Lavrov"],
    );
}

#[test]
fn ministries_of_two_countries_stay_apart() {
    check(
        "Russian/ADJ/JJ/3/amod/B-ORG Foreign/PROPN/NNP/3/compound/I-ORG Ministry/PROPN/NNP/4/nsubj/I-ORG spoke/VERB/VBD/0/ROOT\n\
         Syrian/ADJ/JJ/3/amod/B-ORG Foreign/PROPN/NNP/3/compound/I-ORG Ministry/PROPN/NNP/4/nsubj/I-ORG spoke/VERB/VBD/0/ROOT\n\
         Reuters/PROPN/NNP/2/nsubj/B-ORG wrote/VERB/VBD/0/ROOT",
        &[
            "Ministry of Foreign Affairs of the Russian Federation Organisation RUS RUSGOV: Russian Foreign Ministry",
            "Foreign Ministry Organisation SYR SYRGOV: Syrian Foreign Ministry",
            "Reuters Media GBR GBRMED: Reuters",
        ],
    );
}

#[test]
fn a_role_finds_its_holder_on_the_reports_date() {
    check(
        "The/DET/DT/2/det secretary/NOUN/NN/5/nsubj of/ADP/IN/2/prep state/NOUN/NN/3/pobj left/VERB/VBD/0/ROOT",
        &["Rex Tillerson Person USA USAGOV: The secretary of state"],
    );
}

#[test]
fn a_pronoun_finds_its_person() {
    check(
        "Rex/PROPN/NNP/2/compound/B-PERSON Tillerson/PROPN/NNP/3/nsubj/I-PERSON left/VERB/VBD/0/ROOT\n\
         He/PRON/PRP/2/nsubj smiled/VERB/VBD/0/ROOT",
        &["Rex Tillerson Person USA USAGOV: Rex Tillerson, He"],
    );
}

#[test]
fn grammar_keeps_a_pronoun_from_its_own_subject() {
    check(
        "Rex/PROPN/NNP/2/compound/B-PERSON Tillerson/PROPN/NNP/3/nsubj/I-PERSON met/VERB/VBD/0/ROOT him/PRON/PRP/3/dobj",
        &["Rex Tillerson Person USA USAGOV: Rex Tillerson"],
    );
}

#[test]
fn two_countries_are_a_group() {
    let document = document(
        "Russia/PROPN/NNP/4/nsubj/B-GPE and/CCONJ/CC/1/cc Syria/PROPN/NNP/1/conj/B-GPE agreed/VERB/VBD/0/ROOT\n\
         The/DET/DT/3/det two/NUM/CD/3/nummod countries/NOUN/NNS/4/nsubj//country agreed/VERB/VBD/0/ROOT",
    );
    let actors = found(&document);
    let group = actors.list.iter().find(|a| a.kind == ActorKind::Group).unwrap();
    assert_eq!(group.members.len(), 2);
    assert_eq!(group.mentions.len(), 2);
}

#[test]
fn a_first_name_alone_finds_the_one_who_has_it() {
    check(
        "Boris/PROPN/NNP/2/compound/B-PERSON Johnson/PROPN/NNP/3/nsubj/I-PERSON left/VERB/VBD/0/ROOT\n\
         Boris/PROPN/NNP/2/nsubj/B-PERSON slept/VERB/VBD/0/ROOT",
        &["Boris Johnson Person GBR GBRGOV: Boris Johnson, Boris"],
    );
}

#[test]
fn the_state_of_a_secretary_is_no_actor() {
    check(
        "Secretary/PROPN/NNP/5/compound of/ADP/IN/1/prep State/PROPN/NNP/2/pobj \
         Rex/PROPN/NNP/5/compound/B-PERSON Tillerson/PROPN/NNP/6/nsubj/I-PERSON left/VERB/VBD/0/ROOT",
        &["Rex Tillerson Person USA USAGOV: Rex Tillerson"],
    );
}

#[test]
fn they_may_be_anyone() {
    check(
        "If/SCONJ/IN/3/mark anyone/PRON/NN/3/nsubj calls/VERB/VBZ/6/advcl ,/PUNCT/,/6/punct \
         they/PRON/PRP/6/nsubj wait/VERB/VBP/0/ROOT",
        &["anyone Person - -: anyone, they"],
    );
}

#[test]
fn a_surname_is_no_capital() {
    check(
        "Valerie/PROPN/NNP/2/compound/B-PERSON Paris/PROPN/NNP/3/nsubj/I-PERSON spoke/VERB/VBD/0/ROOT\n\
         Paris/PROPN/NNP/2/nsubj/B-GPE left/VERB/VBD/0/ROOT",
        &["Valerie Paris Person - -: Valerie Paris, Paris"],
    );
}

#[test]
fn a_subject_may_come_after_its_pronoun() {
    check(
        "In/ADP/IN/6/prep his/PRON/PRP$/3/poss speech/NOUN/NN/1/pobj ,/PUNCT/,/6/punct \
         Lavrov/PROPN/NNP/6/nsubj/B-PERSON agreed/VERB/VBD/0/ROOT",
        &["Sergei Lavrov Person RUS RUSGOV: his, Lavrov"],
    );
}

#[test]
fn a_signed_paragraph_is_its_signers() {
    check(
        "I/PRON/PRP/2/nsubj left/VERB/VBD/0/ROOT ./PUNCT/./2/punct Rex/PROPN/NNP/5/compound/B-PERSON \
         Tillerson/PROPN/NNP/2/dep/I-PERSON",
        &["Rex Tillerson Person USA USAGOV: I, Rex Tillerson"],
    );
}

#[test]
fn boilerplate_names_nobody() {
    let document = document("Reuters/PROPN/NNP/2/nsubj/B-ORG wrote/VERB/VBD/0/ROOT");
    let context =
        Context { atlas: Atlas::embedded(), date: None, statements: &[], quotations: &[], places: None };
    assert!(find_actors(&document, |_| false, context).list.iter().all(|a| a.mentions.is_empty()));
}
