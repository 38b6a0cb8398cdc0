//! Patterns over tokens and dependencies.
//!
//! A pattern describes a few tokens of a sentence and how they hang together, one node a line. This one finds
//! who told whom that something is so:
//!
//! ```text
//! cue       = [lemma=tell upos=VERB]            # the anchor: the first line
//! speaker   = cue >nsubj [ent=PERSON|ORG|GPE]   # a child of the cue by its dependency label
//! addressee = cue >dobj|dative []               # one of two labels
//! content   = cue >ccomp [after=cue]            # must stand behind the cue
//! ?comp     = content >mark [lower=that]        # optional
//! !neg      = cue >neg []                       # must be absent
//! ```
//!
//! # Nodes
//!
//! The first line is the *anchor*: the token at which the search begins, so describe it by its words. Every other
//! line names an earlier node, a relation, and what stands at its end:
//!
//! | | the named node is … |
//! |---|---|
//! | `x = a >nsubj [..]` | a child of `a` whose label is `nsubj`; `>nsubj\|nsubjpass` either, `>` any label |
//! | `x = a <ccomp [..]` | the head of `a`, where the label of `a` is `ccomp` |
//! | `x = a >>relcl [..]` | a descendant of `a` (up to 16 arcs down) whose own label is `relcl` |
//! | `x = a <<ccomp [..]` | an ancestor of `a` (up to 16 arcs up), the last arc to which is `ccomp` |
//! | `x = a $conj [..]` | a sibling of `a`, its own label `conj` |
//! | `x = a . [..]`, `x = a , [..]` | the next, the previous token (white space does not count) |
//! | `x = a .. [..]`, `x = a ,, [..]` | a later, an earlier token of the sentence; `..5` at most five tokens away |
//! | `x = a >agent >pobj [..]` | a chain: the object of `by`; brackets may follow each relation |
//!
//! `?` before the name makes a node optional, `!` asks that no such token is there. Empty brackets ask for
//! nothing and may be left out at the end of a line. A `#` begins a comment.
//!
//! # Attributes
//!
//! Inside brackets, every condition must hold; `|` separates values of which one must.
//!
//! | | |
//! |---|---|
//! | `lower=that` | the form in lower case, with straight apostrophes |
//! | `text=Kremlin` | the form as written |
//! | `lemma=say\|tell` | the dictionary form, whatever its case |
//! | `upos=VERB`, `xpos=VBD` | part of speech, the model's fine tag |
//! | `dep=ROOT` | the label of the arc to the head |
//! | `ent=PERSON\|GPE` | the token stands in such an entity |
//! | `feat=Tense=Past` | a feature |
//! | `is=title` | `alpha digit entity first last lower punct quote root space title upper` |
//! | `before=cue`, `after=cue` | stands wholly before or after an earlier node (no matter if that is optional and not there) |
//! | `lemma!=be` | none of the values |
//! | `lower~/^un/`, `xpos!~/^VB/` | a regular expression, for `lower text lemma xpos dep` |
//! | `lemma=@reporting_verbs` | any word of a list that the caller gives by name |
//! | `text="U.S."` | quotation marks, where a value holds a blank, `\|` or `]` |
//!
//! # Phrases
//!
//! `cue = "according to"` finds contiguous words by their lower-case forms, however the tokenizer cuts them
//! (`"so-called"`, `"didn't"`); `lemma "take aim at"` goes by lemmas; `"in the words of" | "according to"` and
//! `@attribution_phrases` (a list of phrases) give a choice, of which the longest counts. Brackets behind a phrase
//! speak of its head: `"according to" [dep=prep]`. A phrase may stand wherever brackets may.
//!
//! # What is bound
//!
//! A [`Binding`] is a range of tokens and the one that heads them. Brackets bind one token, its own head. A phrase
//! binds all its tokens; the head is the first whose own head stands outside. Relations between words arrive at
//! heads; `<` and `$` start from the head, `>` and `>>` from any token of the phrase and lead out of it
//! (`speaker = cue >pobj []` finds the object of `to` in `according to`); relations of order (`.`, `,`, `before`,
//! `after`) look at the whole range. No two nodes of a match share a token: `!other = cue >prep []` means no
//! *other* `prep`.
//!
//! # All matches
//!
//! Required nodes are bound to every candidate, so `speaker = cue >nsubj >conj []` yields a match for each
//! conjunct. An optional node takes the nearest candidate (fewest arcs or tokens away, then first in the text).
//! Work is bounded: at most 64 matches for one pattern at one anchor, 32 nodes in a pattern, 16 arcs for `>>` and
//! `<<`, and 10,000 tokens looked at for one pattern at one anchor, after which the search ends with what it has.
//! A regular expression is held against tokens of up to 256 bytes. A relation never leaves the sentence.

mod attribute;
mod closest;
mod error;
mod explain;
mod index;
mod labels;
mod lists;
mod matching;
mod parse;
mod pattern;
mod phrase;
mod search;
mod view;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use closest::closest;
pub use error::PatternError;
pub use explain::{Explanation, NodeReport, Outcome};
pub use lists::Lists;
pub use matching::{Match, Matcher};
pub use pattern::Pattern;
pub use search::Binding;
