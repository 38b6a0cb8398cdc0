//! Lines that say who wrote the report.

use super::calendar;

/// Returns the names in a line like "By Anna Petrova and John Smith | Moscow".
///
/// A byline has no verb: every word is a name or one of the few small words that join names. "By Monday the
/// rebels had left" is none.
pub(crate) fn byline(line: &str) -> Option<&str> {
    if line.len() > 160 || line.ends_with(['?', '!', '”', '"', '…']) {
        return None;
    }
    let line = line.trim_matches(['*', '_', '#', ' ']);
    let rest = [
        "By ",
        "BY ",
        "by ",
        "By: ",
        "Written by ",
        "Story by ",
        "Words by ",
        "Interview by ",
        "Analysis by ",
        "Report by ",
        "Text by ",
    ]
    .iter()
    .find_map(|prefix| line.strip_prefix(prefix))?
    .trim_start();
    let names = rest.split([';', '|', '•', '·', '\t']).next().unwrap_or(rest);
    let names = names.split(" — ").next().unwrap_or(names).split(" - ").next().unwrap_or(names);
    let names = match calendar::first(names) {
        Some(day) => &names[..day.range.start],
        None => names,
    };
    let names = names.trim().trim_end_matches(',').trim_matches(['*', '_']);
    let words: Vec<&str> = names.split_whitespace().collect();
    let first = *words.first()?;
    if calendar::is_weekday(first) || calendar::month(first).is_some() {
        return None;
    }
    let capital = |word: &str| word.trim_start_matches(['(', '@']).starts_with(char::is_uppercase);
    let full_name = words.len() >= 2 && !first.ends_with(',') && capital(words[1]);
    let known = words.len() <= 2 && is_agency(first);
    let only_names = words.iter().all(|word| capital(word) || joins_names(word.trim_matches(',')));
    ((full_name || known) && only_names && capital(first) && words.len() <= 16).then_some(names)
}

/// Says whether a name is one of the agencies that sign reports themselves.
pub(crate) fn is_agency(name: &str) -> bool {
    matches!(
        name.trim_matches(|c: char| !c.is_alphanumeric()).to_uppercase().as_str(),
        "REUTERS"
            | "AP"
            | "AFP"
            | "TASS"
            | "XINHUA"
            | "INTERFAX"
            | "UPI"
            | "DPA"
            | "ANSA"
            | "EFE"
            | "CNN"
            | "BBC"
            | "RIA"
            | "SANA"
            | "ANI"
            | "IANS"
            | "PTI"
            | "KYODO"
            | "YONHAP"
            | "BLOOMBERG"
            | "RFE/RL"
            | "VOA"
            | "AAP"
            | "ANADOLU"
            | "PA"
            | "IRNA"
            | "MENA"
            | "UKRINFORM"
            | "INTERFAX-UKRAINE"
    )
}

fn joins_names(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "agency"
            | "reports"
            | "wire"
            | "in"
            | "for"
            | "with"
            | "of"
            | "the"
            | "at"
            | "de"
            | "da"
            | "di"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "van"
            | "von"
            | "der"
            | "den"
            | "du"
            | "la"
            | "le"
            | "&"
            | "staff"
            | "writer"
            | "writers"
            | "reporter"
            | "reporters"
            | "correspondent"
            | "correspondents"
            | "diplomatic"
            | "foreign"
            | "editor"
            | "political"
            | "defence"
            | "defense"
            | "security"
            | "our"
            | "own"
            | "agencies"
            | "additional"
            | "reporting"
            | "by"
            | "chief"
            | "bureau"
            | "special"
            | "to"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Option<&str>) {
        assert_eq!(byline(line), expect, "{line}");
    }

    #[test]
    fn bylines() {
        check("By Anna Petrova", Some("Anna Petrova"));
        check(
            "By Anna Petrova and John de Vries in Moscow",
            Some("Anna Petrova and John de Vries in Moscow"),
        );
        check("BY ANNA PETROVA | 12 APRIL 2017", Some("ANNA PETROVA"));
        check("By Anna Petrova, April 12, 2017", Some("Anna Petrova"));
        check("**By Anna Petrova**", Some("Anna Petrova"));
        check("By Reuters", Some("Reuters"));
    }

    #[test]
    fn near_misses() {
        check("By Monday Assad had left the capital", None);
        check("By Monday Night", None);
        check("By any measure, Trump was wrong.", None);
        check("By Air, Land and Sea", None);
        check("By then Assad had left", None);
        check("By", None);
        check("By ", None);
        check("Bystanders watched", None);
    }
}
