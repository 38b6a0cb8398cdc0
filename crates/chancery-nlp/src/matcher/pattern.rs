//! A compiled pattern.

use std::fmt;
use std::sync::Arc;

use compact_str::CompactString;

use super::attribute::Test;
use super::error::PatternError;
use super::lists::Lists;
use super::parse;
use super::phrase::Phrases;
use crate::Label;

/// A dependency or token pattern, read once and used on many sentences.
///
/// The language is described in [the module](super). Cloning is cheap.
#[derive(Clone)]
pub struct Pattern(pub(crate) Arc<Parts>);

pub(crate) struct Parts {
    /// Names of all nodes; the anchor's is the first.
    pub(crate) names: Arc<[CompactString]>,
    pub(crate) anchor: Spec,
    /// The other nodes: `nodes[i]` has the name `names[i + 1]`.
    pub(crate) nodes: Vec<Node>,
}

/// What a token or a run of tokens must be.
#[derive(Debug, Default)]
pub(crate) struct Spec {
    pub(crate) phrases: Option<Phrases>,
    pub(crate) tests: Vec<Test>,
}

/// A named node and the way to it from an earlier one.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) presence: Presence,
    /// The earlier node, as an index of names.
    pub(crate) from: usize,
    pub(crate) steps: Vec<Step>,
    pub(crate) order: Vec<(Order, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
    Absent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Before,
    After,
}

/// One relation and what stands at its end.
#[derive(Debug)]
pub(crate) struct Step {
    /// As written, for explanations.
    pub(crate) source: CompactString,
    pub(crate) relation: Relation,
    pub(crate) spec: Spec,
}

/// How a token is reached from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Relation {
    Child(Rels),
    Head(Rels),
    Descendant(Rels),
    Ancestor(Rels),
    Sibling(Rels),
    Next,
    Previous,
    /// Later in the sentence, at most so many tokens away.
    Later(u32),
    Earlier(u32),
}

/// The labels an arc may have; any when there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rels(pub(crate) Vec<Label>);

impl Rels {
    pub(crate) fn allow(&self, label: Label) -> bool {
        self.0.is_empty() || self.0.contains(&label)
    }
}

impl Pattern {
    /// Reads a pattern; `lists` holds the word lists that it may name.
    ///
    /// # Errors
    /// Says where the text goes wrong and what to write instead.
    ///
    /// ```
    /// use chancery_nlp::{Lists, Pattern};
    /// let text = "cue = [lemma=say|tell upos=VERB]\nspeaker = cue >nsubj [ent=PERSON|ORG|GPE]";
    /// let pattern = Pattern::parse(text, &Lists::new())?;
    /// assert_eq!(pattern.node("speaker"), Some(1));
    ///
    /// let wrong = Pattern::parse("cue = [lema=say]", &Lists::new()).unwrap_err();
    /// assert_eq!((wrong.line, wrong.column), (1, 8));
    /// assert!(wrong.message.contains("did you mean `lemma`?"));
    /// # Ok::<(), chancery_nlp::PatternError>(())
    /// ```
    pub fn parse(text: &str, lists: &Lists) -> Result<Pattern, PatternError> {
        parse::pattern(text, lists).map(|parts| Pattern(Arc::new(parts)))
    }

    /// Walks the names of the nodes as they are written, the anchor's first.
    ///
    /// Nodes that must be absent are among them; they are never bound.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.0.names.iter().map(CompactString::as_str)
    }

    /// Finds a node by its name.
    pub fn node(&self, name: &str) -> Option<usize> {
        self.0.names.iter().position(|known| known == name)
    }

    /// Says whether every match binds the node: it is neither optional nor to be absent.
    pub fn requires(&self, name: &str) -> bool {
        match self.node(name) {
            Some(0) => true,
            Some(at) => self.0.nodes[at - 1].presence == Presence::Required,
            None => false,
        }
    }

    /// Says whether a match may bind the node: it is not one that must be absent.
    pub fn binds(&self, name: &str) -> bool {
        match self.node(name) {
            Some(0) => true,
            Some(at) => self.0.nodes[at - 1].presence != Presence::Absent,
            None => false,
        }
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
