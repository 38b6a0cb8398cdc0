//! The model's labels that rules of speech look at.

use std::sync::LazyLock;

use chancery_nlp::Label;

/// Labels, interned once.
#[derive(Debug)]
pub(crate) struct Labels {
    pub(crate) acl: Label,
    pub(crate) acomp: Label,
    pub(crate) advcl: Label,
    pub(crate) agent: Label,
    pub(crate) appos: Label,
    pub(crate) aux: Label,
    pub(crate) auxpass: Label,
    pub(crate) ccomp: Label,
    pub(crate) compound: Label,
    pub(crate) conj: Label,
    pub(crate) csubj: Label,
    pub(crate) dative: Label,
    pub(crate) dobj: Label,
    pub(crate) expl: Label,
    pub(crate) mark: Label,
    pub(crate) neg: Label,
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
            acomp: Label::new("acomp"),
            advcl: Label::new("advcl"),
            agent: Label::new("agent"),
            appos: Label::new("appos"),
            aux: Label::new("aux"),
            auxpass: Label::new("auxpass"),
            ccomp: Label::new("ccomp"),
            compound: Label::new("compound"),
            conj: Label::new("conj"),
            csubj: Label::new("csubj"),
            dative: Label::new("dative"),
            dobj: Label::new("dobj"),
            expl: Label::new("expl"),
            mark: Label::new("mark"),
            neg: Label::new("neg"),
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
