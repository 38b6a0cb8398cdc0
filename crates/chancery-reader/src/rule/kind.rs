//! Kinds of finding, and what their rules may yield.

/// A kind of finding: the folder of its rules and what these fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The folder's name.
    pub name: &'static str,
    /// What a node of the pattern may fill.
    pub roles: &'static [Role],
    /// What a rule may state of all its findings.
    pub constants: &'static [Constant],
}

/// A part of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// Its name in `yields`.
    pub name: &'static str,
    /// Which words around the node belong to it.
    pub extent: Extent,
    /// Whether every rule of the kind must fill it.
    pub required: bool,
}

/// Which words a role covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The words that the pattern bound.
    Words,
    /// All that depends on them, but for what fills other roles.
    Phrase,
}

/// Something that a rule states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Constant {
    /// Its name in `yields`.
    pub name: &'static str,
    /// What may be stated.
    pub values: Values,
}

/// The values of a constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A number from 0 to 1.
    Share,
}

/// The kinds that the program knows.
pub const KINDS: [Kind; 4] = [STATEMENT, ASSESSMENT, REVERSAL, DISPUTE];

/// Who said what.
pub const STATEMENT: Kind = Kind {
    name: "statement",
    roles: &[
        Role { name: "speaker", extent: Extent::Phrase, required: false },
        Role { name: "cue", extent: Extent::Words, required: true },
        Role { name: "content", extent: Extent::Phrase, required: true },
        Role { name: "addressee", extent: Extent::Phrase, required: false },
    ],
    constants: &[
        Constant { name: "polarity", values: Values::OneOf(&["affirm", "deny", "question", "demand"]) },
        Constant { name: "confidence", values: Values::Share },
    ],
};

/// What is said of the state of a relationship.
///
/// A rule that states no level leaves it to the graded lists (`lists/relation_*.txt`).
pub const ASSESSMENT: Kind = Kind {
    name: "assessment",
    roles: &[
        Role { name: "phrase", extent: Extent::Phrase, required: true },
        Role { name: "relation", extent: Extent::Words, required: false },
        Role { name: "party", extent: Extent::Words, required: false },
        Role { name: "other", extent: Extent::Words, required: false },
    ],
    constants: &[
        Constant { name: "level", values: Values::OneOf(&["-2", "-1", "0", "1", "2"]) },
        Constant { name: "trend", values: Values::OneOf(&["improving", "worsening", "unchanged"]) },
        Constant { name: "confidence", values: Values::Share },
    ],
};

/// Who changed position on what.
pub const REVERSAL: Kind = Kind {
    name: "reversal",
    roles: &[
        Role { name: "actor", extent: Extent::Words, required: false },
        Role { name: "cue", extent: Extent::Words, required: true },
        Role { name: "topic", extent: Extent::Phrase, required: false },
        Role { name: "before", extent: Extent::Words, required: false },
        Role { name: "after", extent: Extent::Words, required: false },
    ],
    constants: &[Constant { name: "confidence", values: Values::Share }],
};
/// Who stands where on a proposition.
///
/// The `holder` takes the stance; a `party` differs with others, and the words do not say on which side it stands.
/// Where neither is named, it is whoever speaks the words. The `opponent` denies what the holder affirms; the `accused`
/// is whom the proposition is about. Where `alone` is `no`, the words make no dispute unless somebody else put the
/// proposition.
pub const DISPUTE: Kind = Kind {
    name: "dispute",
    roles: &[
        Role { name: "holder", extent: Extent::Phrase, required: false },
        Role { name: "party", extent: Extent::Phrase, required: false },
        Role { name: "opponent", extent: Extent::Phrase, required: false },
        Role { name: "accused", extent: Extent::Phrase, required: false },
        Role { name: "cue", extent: Extent::Words, required: true },
        Role { name: "proposition", extent: Extent::Phrase, required: true },
    ],
    constants: &[
        Constant {
            name: "stance",
            values: Values::OneOf(&[
                "affirms",
                "denies",
                "doubts",
                "demands_evidence",
                "calls_for_investigation",
                "unspecified",
            ]),
        },
        Constant { name: "alone", values: Values::OneOf(&["no", "yes"]) },
    ],
};
