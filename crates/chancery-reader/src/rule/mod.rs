//! Rules: files that say what is found and prove it by examples.
//!
//! A rule is a TOML file in the folder of its kind, `statement/according_to.toml`:
//!
//! ```toml
//! what = "According to a speaker, something is so."
//! match = '''
//! cue     = "according to"
//! speaker = cue >pobj [upos=NOUN|PROPN|PRON]
//! content = cue <prep [upos=VERB|AUX]
//! '''
//! yields = { speaker = "speaker", cue = "cue", content = "content", confidence = 0.9 }
//! yes = [
//!     { text = "Two soldiers died, according to the ministry.", speaker = "the ministry", content = "Two soldiers died" },
//! ]
//! no = ["The seats were given out according to age."]
//! from = "own"
//! ```
//!
//! | heading | |
//! |---|---|
//! | `what` | one sentence a reader of the web page understands |
//! | `match` | the pattern, in the language of [`chancery_nlp::matcher`] |
//! | `yields` | which node fills which role of the [`Kind`], and constants such as `confidence` |
//! | `yes` | texts with what must be found: a role and its words, a list of them where they are in pieces, `""` where the role must stay empty; roles left out are not looked at |
//! | `no` | near misses, in which the rule must stay silent |
//! | `from` | where the idea came from: paper, dictionary, article, and its licence |
//!
//! Word lists are `lists/NAME.txt`, one word or phrase a line in the order of the bytes, `#` for comments; patterns
//! name them `@NAME`. Files are given as (name, source): nothing here reads a disk. A user's rules are loaded
//! together with the embedded ones:
//!
//! ```
//! use chancery_reader::rule::{RuleSet, STATEMENT, embedded_files};
//! let own = ("statement/wrong.toml", "what = 'A rule with a slip.'\nmacth = ''");
//! let errors = RuleSet::load(&[STATEMENT], embedded_files().chain([own])).unwrap_err();
//! let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
//! assert!(said.iter().any(|error| error.starts_with("statement/wrong.toml:2:1: `macth` is not a heading of a rule; did you mean `match`?")));
//! ```

mod embedded;
mod error;
mod example;
mod file;
mod finding;
mod kind;
mod list;
mod place;
mod set;

#[cfg(test)]
mod tests;

pub use embedded::{embedded, embedded_files};
pub use error::RuleError;
pub use example::{Example, ExampleFailure, check_examples};
pub use file::Rule;
pub use finding::Finding;
pub use kind::{Constant, Extent, Kind, Role, STATEMENT, Values};
pub(crate) use place::Source;
pub use set::RuleSet;
