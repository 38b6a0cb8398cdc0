//! What counts of words when a finding is held against a case.

use serde_json::Value;

/// Words that say nothing by themselves; two phrases that share only these do not overlap.
const FUNCTION: &str = "a an the this that these those his her its their our my your he she it they we i you him them \
    us who which what whose of in on at to for with from by about as into over under between against after before \
    and or but nor not no be is are was were been being am has have had having do does did will would shall should \
    can could may might must there than then so if whether when while s t re ve ll d m";

/// Returns the words of a span; nothing for `null`.
pub(super) fn text(span: &Value) -> &str {
    span["text"].as_str().unwrap_or_default()
}

/// The words alone: no marks, no capitals.
pub(super) fn words(text: &str) -> String {
    let plain = text.replace(['“', '”', '‘', '’', '"', '\'', '«', '»', '„'], "").to_lowercase();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words of a content, without the word that introduces it.
pub(super) fn content_words(text: &str) -> String {
    let words = words(text);
    let bare = ["that ", "whether ", "if ", "to "].iter().find_map(|word| words.strip_prefix(word));
    bare.unwrap_or(&words).to_owned()
}

/// The words that are no function words; all of them where there are no others.
fn telling(text: &str) -> Vec<String> {
    let all: Vec<String> = words(&text.replace(['’', '\''], " ")).split(' ').map(str::to_owned).collect();
    let telling: Vec<String> =
        all.iter().filter(|word| !FUNCTION.split_whitespace().any(|f| f == word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// Says whether two phrases share a word that is no function word.
pub(super) fn overlap(one: &str, other: &str) -> bool {
    let other = telling(other);
    telling(one).iter().any(|word| !word.is_empty() && other.contains(word))
}

/// Says whether all telling words of one name stand in the other: `Lavrov`, `Sergei Lavrov`.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    let (one, other) = (telling(one), telling(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.iter().all(|word| !word.is_empty() && long.contains(word))
}
