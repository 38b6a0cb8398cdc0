//! Words for what people and bodies do, and the sector that each tells.

use super::AtlasError;
use super::kind::kinds;
use super::office::{Function, Gender};
use super::table::Row;

pub(super) const COLUMNS: &[&str] = &["words", "kind", "code", "gender", "function"];

/// A word or phrase for a person, people or a body: `foreign minister`, `rebels`, `supreme court`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// In small letters, singular.
    pub words: String,
    /// What it is a word for.
    pub kind: RoleKind,
    /// CAMEO role code, or several joined (`GOVMIL`); none where the words do not tell.
    pub code: Option<String>,
    /// What the word tells of a person.
    pub gender: Option<Gender>,
    /// The office that the words may mean.
    pub function: Option<Function>,
}

kinds! {
    /// What a role word is a word for.
    RoleKind {
        /// Someone who holds an office: `prime minister`.
        Office = "office",
        /// A person whose sector the words around tell: `spokesman`, `leader`.
        Person = "person",
        /// A person or people of one sector: `soldier`, `protester`.
        People = "people",
        /// A body of a state or an organisation: `foreign ministry`.
        Body = "body",
        /// Armed people who are no state's forces: `rebel`, `militia`.
        Armed = "armed",
        /// Newspapers, broadcasters: `state media`.
        Media = "media",
        /// A country or its government: `regime`, `nation`.
        State = "state",
        /// A body of several states: `alliance`, `bloc`.
        Alliance = "alliance",
    }
}

pub(super) fn read(row: &Row<'_>, errors: &mut Vec<AtlasError>) -> Option<Role> {
    let gender = match row.cell("gender") {
        "" => None,
        _ => Some(row.kind("gender", Gender::parse, Gender::NAMES, errors)?),
    };
    let function = match row.cell("function") {
        "" => None,
        _ => Some(row.kind("function", Function::parse, Function::NAMES, errors)?),
    };
    let words = row.required("words", errors)?;
    if words.contains(char::is_uppercase) {
        errors.push(row.wrong_cell("words", format!("`{words}` has capitals; write it in small letters")));
    }
    Some(Role {
        words,
        kind: row.kind("kind", RoleKind::parse, RoleKind::NAMES, errors)?,
        code: row.optional("code"),
        gender,
        function,
    })
}
