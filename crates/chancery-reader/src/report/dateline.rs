use chancery_nlp::Span;

use super::byline::is_agency;
use super::calendar::{self, WrittenDay};

/// The words before a report's first sentence that say where, when and for whom it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, the dash included.
    pub span: Span,
    /// The place or places: "MOSCOW", "BEIRUT/MOSCOW".
    pub place: Span,
    /// The agency, without its brackets: "Reuters".
    pub agency: Option<Span>,
    pub(super) day: Option<WrittenDay>,
}

impl Dateline {
    /// Returns the places that it names: "BEIRUT" and "MOSCOW", "SOCHI" and "Russia".
    ///
    /// `paragraph` is what the dateline was found in.
    pub fn places(&self, paragraph: &str) -> Vec<Span> {
        let mut places = Vec::new();
        let mut at = self.place.start;
        for part in paragraph[self.place.range()].split('/') {
            places.push(Span::new(at, at + part.len() as u32));
            at += part.len() as u32 + 1;
        }
        let behind = self.place.end as usize;
        if let Some(region) = region_of(&paragraph[behind..self.span.end as usize]) {
            let from = behind + paragraph[behind..].find(region).unwrap_or(0);
            places.push(Span::from(from..from + region.len()));
        }
        places
    }
}

/// The longest dateline that is looked for, in bytes.
const LONGEST: usize = 120;

/// Finds the dateline that a paragraph begins with.
///
/// A place in capitals and a dash suffice ("MOSCOW —"); a place in small letters needs an agency or a day
/// too ("Washington (CNN) —"), or every name before a dash would be one.
///
/// ```
/// use chancery_reader::report::dateline;
/// let text = "MOSCOW, April 12 (Reuters) - Lavrov met Tillerson.";
/// let found = dateline(text).unwrap();
/// assert_eq!(&text[found.place.range()], "MOSCOW");
/// assert_eq!(&text[found.agency.unwrap().range()], "Reuters");
/// assert_eq!(&text[found.span.range()], "MOSCOW, April 12 (Reuters) -");
/// assert!(dateline("Moscow - once a friend - has changed.").is_none());
/// ```
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let head = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    let place = place(head)?;
    let mut at = place.len();
    let mut agency = None;
    let mut day = None;
    let mut region = false;
    loop {
        let rest = &head[at..];
        let trimmed = rest.trim_start_matches([' ', ',', '.', '\u{a0}', ':']);
        let from = at + rest.len() - trimmed.len();
        if let Some(close) = closing(trimmed).filter(|_| agency.is_none()) {
            let name = trimmed[1..close].trim();
            if !is_name(name) {
                return None;
            }
            agency = Some(Span::from(from + 1..from + close));
            at = from + close + 1;
        } else if let Some(found) =
            calendar::first(trimmed).filter(|found| found.range.start == 0 && day.is_none())
        {
            at = from + found.range.end;
            day = Some(found);
        } else if let Some(name) = region_of(rest).filter(|_| !region && agency.is_none() && day.is_none()) {
            region = true;
            at = from + name.len();
        } else {
            break;
        }
    }
    let rest = &head[at..];
    let dash = dash(rest);
    let capitals = place.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && place.len() > 2;
    let signed = agency.is_some_and(|span| is_agency(&head[span.range()]) || dash.is_some());
    let holds = match dash {
        Some(_) => capitals || agency.is_some() || day.is_some(),
        None => {
            signed && (capitals || day.is_some() || agency.is_some_and(|span| is_agency(&head[span.range()])))
        }
    };
    holds.then(|| Dateline {
        span: Span::from(0..at + dash.unwrap_or(0)),
        place: Span::from(0..place.len()),
        agency,
        day,
    })
}

/// The name a dateline opens with: up to four capitalised words, places joined by slashes.
fn place(head: &str) -> Option<&str> {
    let mut end = 0;
    for (count, word) in head.split(' ').enumerate() {
        let bare = word.trim_end_matches([',', '.', ':']);
        let named = !bare.is_empty()
            && bare.split(['/', '-']).all(|part| part.starts_with(char::is_uppercase))
            && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '/' | '-' | '\'' | '’' | '.'));
        // "(CNN)" or a day ends the place; a dash word too.
        if !named || count == 4 || (count > 0 && calendar::month(bare).is_some()) {
            break;
        }
        end = word.as_ptr() as usize - head.as_ptr() as usize + bare.len();
        if bare.len() < word.len() {
            break;
        }
    }
    (end > 1).then(|| &head[..end])
}

/// ", Russia" after the place.
fn region_of(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix(", ")?;
    let end = rest.find([',', '(', '-', '–', '—', '/'])?;
    let name = rest[..end].trim_end();
    let words = name.split(' ').count();
    (words <= 3 && is_name(name) && calendar::month(name.split(' ').next()?.trim_end_matches('.')).is_none())
        .then_some(name)
}

/// Where the bracket or slash that opens an agency's name closes.
fn closing(rest: &str) -> Option<usize> {
    let close = match rest.as_bytes().first()? {
        b'(' => ')',
        b'/' => '/',
        _ => return None,
    };
    rest[1..].find(close).map(|at| at + 1).filter(|&at| at <= 40)
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && text
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "and" | "&"))
}

/// The length of the dash that ends a dateline, with what stands before it.
fn dash(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start_matches([' ', '.', ',', '\u{a0}']);
    let dash = ["—", "–", "--", "-"].iter().find(|dash| trimmed.starts_with(**dash))?;
    let spaced = trimmed[dash.len()..].starts_with([' ', '\u{a0}']) || *dash != "-";
    spaced.then_some(rest.len() - trimmed.len() + dash.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let found = dateline(text).map(|found| {
            let agency = found.agency.map_or("", |span| &text[span.range()]);
            let day = found.day.as_ref().map_or("no day", |_| "day");
            format!(
                "{} | {agency} | {day} | {}",
                &text[found.place.range()],
                &text[found.span.end as usize..]
            )
        });
        assert_eq!(found.as_deref(), expect, "{text}");
    }

    #[test]
    fn datelines() {
        check("MOSCOW, April 12 (Reuters) - Lavrov spoke.", Some("MOSCOW | Reuters | day |  Lavrov spoke."));
        check("MOSCOW (AP) — Lavrov spoke.", Some("MOSCOW | AP | no day |  Lavrov spoke."));
        check("Washington (CNN) — Lavrov spoke.", Some("Washington | CNN | no day |  Lavrov spoke."));
        check("Washington (CNN)Lavrov spoke.", Some("Washington | CNN | no day | Lavrov spoke."));
        check("BEIRUT/MOSCOW (AP) - Rebels left.", Some("BEIRUT/MOSCOW | AP | no day |  Rebels left."));
        check("UNITED NATIONS — Rebels left.", Some("UNITED NATIONS |  | no day |  Rebels left."));
        check("MOSCOW, April 12. /TASS/. Lavrov spoke.", Some("MOSCOW | TASS | day | . Lavrov spoke."));
        check(
            "MOSCOW. April 12 (Interfax) - Lavrov spoke.",
            Some("MOSCOW | Interfax | day |  Lavrov spoke."),
        );
        check("SOCHI, Russia (AP) — Putin spoke.", Some("SOCHI | AP | no day |  Putin spoke."));
        check("New Delhi, 12 April 2017 — Modi spoke.", Some("New Delhi |  | day |  Modi spoke."));
        check("MOSCOW, Apr. 12, 2017 -- Lavrov spoke.", Some("MOSCOW |  | day |  Lavrov spoke."));
    }

    #[test]
    fn places_in_datelines() {
        for (text, places) in [
            ("BEIRUT/MOSCOW (AP) - Rebels left.", &["BEIRUT", "MOSCOW"][..]),
            ("SOCHI, Russia (AP) — Putin spoke.", &["SOCHI", "Russia"]),
            ("MOSCOW, April 12 (Reuters) - Lavrov spoke.", &["MOSCOW"]),
        ] {
            let found = dateline(text).unwrap().places(text);
            assert_eq!(found.iter().map(|span| &text[span.range()]).collect::<Vec<_>>(), places);
        }
    }

    #[test]
    fn near_misses() {
        for text in [
            "",
            "Moscow - once a friend - has changed.",
            "NATO (the alliance) is no longer obsolete.",
            "Lavrov (left) shakes hands.",
            "Tillerson, Lavrov met.",
            "A man – a very old one – died.",
            "USA-RUSSIA relations",
            "Assad, April 4 and the attack",
        ] {
            check(text, None);
        }
    }
}
