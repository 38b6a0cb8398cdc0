//! The dependency labels a pattern may name.

/// CLEAR labels, which the English pipelines give, and the universal ones, sorted.
#[rustfmt::skip]
pub(crate) const DEPENDENCIES: [&str; 66] = [
    "ROOT", "acl", "acl:relcl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "aux:pass",
    "auxpass", "case", "cc", "ccomp", "clf", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass",
    "csubjpass", "dative", "dep", "det", "discourse", "dislocated", "dobj", "expl", "fixed", "flat", "goeswith",
    "intj", "iobj", "list", "mark", "meta", "neg", "nmod", "nmod:poss", "npadvmod", "nsubj", "nsubj:pass",
    "nsubjpass", "nummod", "obj", "obl", "oprd", "orphan", "parataxis", "pcomp", "pobj", "poss", "preconj",
    "predet", "prep", "prt", "punct", "quantmod", "relcl", "reparandum", "root", "vocative", "xcomp",
];

/// Says whether this is a dependency label.
pub(crate) fn is_dependency(label: &str) -> bool {
    DEPENDENCIES.binary_search(&label).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_sorted() {
        assert!(DEPENDENCIES.is_sorted());
        assert!(is_dependency("nsubjpass") && !is_dependency("nsbj"));
    }
}
