//! The model's labels that rules of speech look at.

use std::sync::LazyLock;

use chancery_nlp::{Label, Token};

/// Labels, interned once.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) acl: Label,
    pub(crate) advcl: Label,
    pub(crate) advmod: Label,
    pub(crate) agent: Label,
    pub(crate) amod: Label,
    pub(crate) aux: Label,
    pub(crate) auxpass: Label,
    pub(crate) ccomp: Label,
    pub(crate) compound: Label,
    pub(crate) conj: Label,
    pub(crate) dative: Label,
    pub(crate) neg: Label,
    pub(crate) dobj: Label,
    pub(crate) expl: Label,
    pub(crate) npadvmod: Label,
    pub(crate) nsubj: Label,
    pub(crate) nsubjpass: Label,
    pub(crate) oprd: Label,
    pub(crate) parataxis: Label,
    pub(crate) pcomp: Label,
    pub(crate) pobj: Label,
    pub(crate) poss: Label,
    pub(crate) prep: Label,
    pub(crate) prt: Label,
    pub(crate) relcl: Label,
    pub(crate) xcomp: Label,
}

impl Labels {
    /// Returns the one table.
    pub(crate) fn get() -> &'static Labels {
        static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels {
            acl: Label::new("acl"),
            advcl: Label::new("advcl"),
            advmod: Label::new("advmod"),
            agent: Label::new("agent"),
            amod: Label::new("amod"),
            aux: Label::new("aux"),
            auxpass: Label::new("auxpass"),
            ccomp: Label::new("ccomp"),
            compound: Label::new("compound"),
            conj: Label::new("conj"),
            dative: Label::new("dative"),
            neg: Label::new("neg"),
            dobj: Label::new("dobj"),
            expl: Label::new("expl"),
            npadvmod: Label::new("npadvmod"),
            nsubj: Label::new("nsubj"),
            nsubjpass: Label::new("nsubjpass"),
            oprd: Label::new("oprd"),
            parataxis: Label::new("parataxis"),
            pcomp: Label::new("pcomp"),
            pobj: Label::new("pobj"),
            poss: Label::new("poss"),
            prep: Label::new("prep"),
            prt: Label::new("prt"),
            relcl: Label::new("relcl"),
            xcomp: Label::new("xcomp"),
        });
        &LABELS
    }
}

/// How many children of a word are looked at: a head with thousands is no sentence, and many words may share it.
const CHILDREN: usize = 128;

/// Walks the children of a token that are looked at.
pub(super) fn children<'a>(token: Token<'a>) -> impl DoubleEndedIterator<Item = Token<'a>> + use<'a> {
    token.children().take(CHILDREN)
}

/// Returns the first of them with that label.
pub(super) fn child(token: Token<'_>, label: Label) -> Option<Token<'_>> {
    children(token).find(|t| t.deprel() == label)
}
