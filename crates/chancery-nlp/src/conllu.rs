//! CoNLL-U, the exchange format of treebanks.
//!
//! [`Document::to_conllu`] writes the labels as the model gives them, entities in MISC (`Entity=B-GPE`), and loses
//! nothing: whatever whitespace a token holds is shown escaped in FORM (a paragraph break as `\n\n`) and kept in
//! MISC under `SpacesInToken`, UDPipe's name for it. [`Document::from_conllu`] reads that back, and treebanks.
//!
//! [`Document::to_conllu`]: crate::Document::to_conllu
//! [`Document::from_conllu`]: crate::Document::from_conllu

mod escape;
mod read;
mod write;

use thiserror::Error;

/// What is wrong with a CoNLL-U file, and where.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct ConlluError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: ConlluProblem,
}

/// What can be wrong with a line of CoNLL-U.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConlluProblem {
    /// A row has another number of columns than ten.
    #[error("a token has 10 columns separated by tabs, here are {0}")]
    Columns(usize),
    /// The first column is no ID.
    #[error("`{0}` is no ID; write 1, 1-2 for a multiword token or 1.1 for an empty node")]
    Id(String),
    /// The IDs do not count up from 1.
    #[error("ID {found} stands where {expected} is due; IDs count up from 1 in each sentence")]
    Order {
        /// The ID that stands there.
        found: usize,
        /// The ID that should.
        expected: usize,
    },
    /// A multiword token covers words that are not there.
    #[error("the multiword token {0} covers words that do not follow it")]
    Range(String),
    /// The second column is empty.
    #[error("FORM is empty; write `_` for an underscore")]
    Form,
    /// The fourth column is not a universal part of speech.
    #[error("`{0}` is no universal part of speech; write NOUN, VERB, … or `_`")]
    Upos(String),
    /// The seventh column is not the ID of a token of the sentence.
    #[error("HEAD `{head}` is no token of this sentence of {len}; write 0 at the root")]
    Head {
        /// What stands there.
        head: String,
        /// The number of tokens in the sentence.
        len: usize,
    },
    /// The heads run in a circle.
    #[error("the token is its own ancestor; its HEADs run in a circle")]
    Circle,
    /// The text does not fit the 32 bits of a span.
    #[error("the file is longer than 4 GiB; split it")]
    Length,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::document::TokenData;
    use crate::{Document, Entity, Label, Span, Upos};

    fn written(document: &Document) -> String {
        let mut out = String::new();
        document.to_conllu(Some("report"), &mut out).unwrap();
        out
    }

    /// Everything that CoNLL-U keeps.
    fn kept(document: &Document) -> impl PartialEq + std::fmt::Debug + use<> {
        let tokens: Vec<_> = document
            .tokens
            .iter()
            .map(|t| (t.span, t.space_after, t.lemma.clone(), t.upos, t.xpos, t.feats, t.head, t.deprel))
            .collect();
        (document.text.clone(), tokens, document.sentences.clone(), document.entities.clone())
    }

    fn form() -> impl Strategy<Value = String> {
        prop_oneof![
            "[A-Za-z']{1,8}",
            "[ \t\n\r\\\\|_#=\u{a0}\u{85}\u{2028}\u{1c}spn0{}u-]{1,4}",
            "\\PC{1,4}",
            Just("_".to_owned()),
            Just("# newdoc".to_owned()),
        ]
    }

    fn label(of: &'static [&'static str]) -> impl Strategy<Value = Label> {
        prop::sample::select(of).prop_map(Label::new)
    }

    fn token() -> impl Strategy<Value = (String, TokenData, u8)> {
        let lemma = prop_oneof![form(), Just(String::new())];
        let upos = prop::sample::select(&[Upos::None, Upos::Noun, Upos::Verb, Upos::Space][..]);
        let xpos = label(&["", "NN", "_SP", "``"]);
        let feats = label(&["", "Number=Sing", "Tense=Past|VerbForm=Fin"]);
        let deprel = label(&["", "ROOT", "nsubj", "dobj"]);
        (form(), any::<bool>(), lemma, upos, xpos, feats, deprel, any::<u32>(), 0u8..6).prop_map(
            |(form, space_after, lemma, upos, xpos, feats, deprel, head, entity)| {
                let lemma = lemma.into();
                let span = Span::default();
                let data = TokenData {
                    span,
                    space_after,
                    lemma,
                    upos,
                    xpos,
                    feats,
                    deprel,
                    head,
                    ..TokenData::default()
                };
                (form, data, entity)
            },
        )
    }

    prop_compose! {
        fn document()(
            sentences in prop::collection::vec(prop::collection::vec(token(), 1..6), 0..4),
            backwards in any::<bool>(),
        ) -> Document {
            let mut document = Document::default();
            for sentence in sentences {
                let base = document.tokens.len() as u32;
                let len = sentence.len() as u32;
                for (i, (form, mut data, entity)) in sentence.into_iter().enumerate() {
                    let i = i as u32;
                    // A tree either way: heads only to the left, or only to the right.
                    let head = if backwards { i + data.head % (len - i) } else { data.head % (i + 1) };
                    data.head = base + head;
                    let start = document.text.len() as u32;
                    document.text += &form;
                    data.span = Span::new(start, document.text.len() as u32);
                    if data.space_after {
                        document.text.push(' ');
                    }
                    let at = base + i;
                    match (entity, document.entities.last_mut()) {
                        (0, Some(last)) if last.tokens.end == at => last.tokens.end += 1,
                        (0 | 1, _) => {
                            let label = Label::new(["GPE", "A|B=\\ C"][entity as usize]);
                            document.entities.push(Entity { tokens: at..at + 1, label });
                        }
                        _ => {}
                    }
                    document.tokens.push(data);
                }
                document.sentences.push(base..base + len);
            }
            document.index_tree();
            document
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(documents in prop::collection::vec(document(), 1..3)) {
            let text: String = documents.iter().map(written).collect();
            let read = Document::from_conllu(&text).unwrap();
            prop_assert_eq!(read.len(), documents.len());
            for (read, document) in read.iter().zip(&documents) {
                prop_assert_eq!(kept(read), kept(document));
                prop_assert!(read.notes.is_empty());
            }
        }

        #[test]
        fn damaged_files_give_an_error_or_a_tree(
            document in document(),
            cut in any::<prop::sample::Index>(),
            put in "[\t\n0-9._\\-|#A-Z]{0,3}",
        ) {
            let mut text = written(&document);
            let at = (0..=text.len()).rev().find(|&at| at <= cut.index(text.len() + 1) && text.is_char_boundary(at));
            text.insert_str(at.unwrap(), &put);
            if let Ok(read) = Document::from_conllu(&text) {
                for token in read.iter().flat_map(Document::tokens) {
                    prop_assert!(token.ancestors().count() < token.document().len());
                }
            }
        }
    }
}
