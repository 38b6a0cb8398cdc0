//! What comes again: "every Tuesday", "twice a year", "daily".

use super::date::Parsed;
use super::lexicon::Sense;
use super::meaning::Meaning;
use super::paragraph::Paragraph;
use super::unit::{Count, Unit, duration};

impl Paragraph<'_, '_> {
    /// Reads a time that comes again.
    pub(super) fn set(self, at: usize) -> Parsed {
        self.every(at).or_else(|| self.often(at)).or_else(|| self.adjective(at)).or_else(|| self.weekdays(at))
    }

    /// "every Tuesday", "each year", "every two weeks", "every other day".
    fn every(self, at: usize) -> Parsed {
        if !self.is(at, &["every", "each"]) {
            return None;
        }
        let mut next = at + 1;
        let other = self.is(next, &["other", "second"])
            && (self.unit(next + 1).is_some() || self.weekday(next + 1).is_some());
        next += usize::from(other || self.is(next, &["single"]));
        if let Some((end, day)) = self.weekday(next) {
            if let Some((end, part)) = self.part(end) {
                return Some((end, Meaning::set(format!("XXXX-WXX-{day}T{part}"))));
            }
            return Some((end, Meaning::set(format!("XXXX-WXX-{day}"))));
        }
        if let Some((end, month)) = self.month(next) {
            return Some((end, Meaning::set(format!("XXXX-{month:02}"))));
        }
        if let Sense::Season(season) = self.sense(next) {
            return Some((next + 1, Meaning::set(format!("XXXX-{season}"))));
        }
        if let Some((end, part)) = self.part(next) {
            return Some((end, Meaning::set(format!("XXXX-XX-XXT{part}"))));
        }
        if let Some(unit) = self.unit(next).filter(|unit| *unit != Unit::Second) {
            let value = if other { duration(Count::of(2), unit) } else { unit.each().to_owned() };
            return Some((next + 1, Meaning::set(value)));
        }
        let (end, count) = self.count(next)?;
        let unit = self.unit(end)?;
        Some((end + 1, Meaning::set(duration(count, unit))))
    }

    /// "twice a year", "three times a week", "per day", "once every two years".
    fn often(self, at: usize) -> Parsed {
        if self.is(at, &["per"]) {
            let unit = self.unit(at + 1)?;
            return Some((at + 2, Meaning::set(duration(Count::of(1), unit))));
        }
        let times = match self.word(at) {
            "once" | "twice" | "thrice" => at + 1,
            _ => {
                let (end, _) = self.count(at).filter(|_| !self.is(at, &["a"]))?;
                if self.word(end) != "times" {
                    return None;
                }
                end + 1
            }
        };
        match self.word(times) {
            "a" | "an" | "per" => {
                let unit = self.unit(times + 1)?;
                Some((times + 2, Meaning::set(duration(Count::of(1), unit))))
            }
            "every" | "each" => self.every(times),
            _ => None,
        }
    }

    /// "daily", "weekly", "annual"; a newspaper's name is written with a capital.
    fn adjective(self, at: usize) -> Parsed {
        let unit = match self.word(at) {
            "hourly" => Unit::Hour,
            "daily" => Unit::Day,
            "nightly" => Unit::Night,
            "weekly" => Unit::Week,
            "fortnightly" => Unit::Fortnight,
            "monthly" => Unit::Month,
            "quarterly" => Unit::Quarter,
            "yearly" | "annual" | "annually" => Unit::Year,
            "biweekly" => return Some((at + 1, Meaning::set("P2W"))),
            "biannual" | "biannually" => return Some((at + 1, Meaning::set("P6M"))),
            "biennial" => return Some((at + 1, Meaning::set("P2Y"))),
            _ => return None,
        };
        let name = self.is_capital(at)
            && (at > 0 && self.0[at].sentence == self.0[at - 1].sentence || self.is_capital(at + 1));
        let dashed = self.dash(at + 1).is_some() && self.glued(at + 1);
        (!name && !dashed).then(|| (at + 1, Meaning::set(unit.each())))
    }

    /// "on Tuesdays".
    fn weekdays(self, at: usize) -> Parsed {
        let Sense::Weekdays(day) = self.sense(at) else { return None };
        self.is_capital(at).then(|| (at + 1, Meaning::set(format!("XXXX-WXX-{day}"))))
    }
}
