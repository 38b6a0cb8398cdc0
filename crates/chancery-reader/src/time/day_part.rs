//! Parts of a day: "the morning of April 4", "that night", "at dawn", "noon on Friday".

use super::date::Parsed;
use super::lexicon::Sense;
use super::meaning::Meaning;
use super::moment::Clock;
use super::paragraph::Paragraph;

impl Paragraph<'_, '_> {
    /// Reads a part of a day that stands before its day or alone.
    pub(super) fn day_part(self, at: usize) -> Parsed {
        let the = usize::from(self.word(at) == "the");
        let early = usize::from(self.is(at + the, &["early", "late", "mid"]));
        let early = early + usize::from(early == 1 && self.word(at + the + 1) == "-");
        let start = at + the + early;
        let (end, part) = self.part(start)?;
        if early > 0 && !(the > 0 || matches!(self.sense(start), Sense::Part(_))) {
            return None;
        }
        let plural = self.get(start).is_some_and(|word| word.lower.ends_with('s'));
        let hours = end + usize::from(self.is(end, &["hours"]));
        let of = hours + usize::from(self.is(hours, &["of", "on"]));
        let day = self.any_day(of).filter(|(_, day)| day.is_day() && !(plural && hours == end));
        let exact = match self.word(start) {
            "noon" | "midday" => Some(12),
            "midnight" => Some(0),
            _ => None,
        };
        let meaning = |day: Option<Box<Meaning>>| match exact {
            Some(hour) => {
                let end_utc = Clock { hour, minute: Some(0), second: None, utc: false };
                Meaning::Clock { day, clock: end_utc }
            }
            None => Meaning::Part { day, part },
        };
        if let Some((end, day)) = day {
            return Some((end, meaning(Some(Box::new(day)))));
        }
        let zone = usize::from(self.is(end, &["local", "gmt"]))
            + usize::from(self.is(end, &["local"]) && self.word(end + 1) == "time");
        if self.dash(end).is_some() && self.glued(end) || self.is_capital(start) && self.is_capital(end) {
            return None;
        }
        let before = self.before(at);
        let holds = match self.word(start) {
            "noon" | "midnight" | "midday" | "noontime" => {
                matches!(
                    before,
                    "at" | "by"
                        | "until"
                        | "before"
                        | "after"
                        | "around"
                        | "about"
                        | "since"
                        | "from"
                        | "till"
                        | "past"
                        | "to"
                ) || the + early > 0
            }
            "dawn" | "dusk" | "sunrise" | "sunset" | "daybreak" => {
                the == 0
                    && early == 0
                    && matches!(
                        before,
                        "at" | "by" | "until" | "before" | "after" | "since" | "from" | "till"
                    )
                    || early > 0
            }
            "night" => {
                the == 0 && matches!(before, "at" | "by")
                    || the > 0 && matches!(before, "during" | "in" | "through" | "into" | "of" | "throughout")
            }
            "nights" | "mornings" | "evenings" | "afternoons" => return None,
            "daytime" => true,
            _ => {
                the > 0 && matches!(before, "in" | "during" | "through" | "into" | "throughout" | "by")
                    || early > 0 && matches!(before, "in" | "by" | "the")
            }
        };
        let generic = before == "at" && self.word(start) == "night" || self.word(start) == "daytime";
        let holds = holds && !(self.word(end) == "of" && self.word(start) != "night");
        holds.then(|| {
            let meaning = if generic {
                Meaning::Fixed { kind: crate::reading::TimexType::Time, value: format!("XXXX-XX-XXT{part}") }
            } else {
                meaning(None)
            };
            (if hours > end { hours } else { end + zone }, meaning)
        })
    }

    /// "very early on May 9", "late on Thursday", "early Friday": early in the day.
    pub(super) fn early_day(self, at: usize) -> Parsed {
        let at = at + usize::from(self.word(at) == "very");
        let on = at + 1 + usize::from(self.is(at + 1, &["on"]));
        if !self.is(at, &["early", "late", "earlier", "later"]) {
            return None;
        }
        let (end, day) = self.any_day(on)?;
        (day.is_day() || matches!(day, Meaning::Part { .. })).then_some((end, day))
    }
}
