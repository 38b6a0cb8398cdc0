//! Puts what an expression says into the calendar.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::holiday;
use super::meaning::{Clip, Found, From, Meaning, Which};
use super::moment::{Moment, monday};
use super::tense::Tense;
use super::unit::Unit;
use crate::reading::{Grain, TimexType};

/// What an expression means in the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resolved {
    pub(super) kind: TimexType,
    pub(super) value: String,
    pub(super) days: Option<(Date, Date)>,
    pub(super) grain: Option<Grain>,
}

/// What is known while a text is read from its beginning on.
pub(super) struct Resolver {
    /// The day of speaking.
    reference: Option<Date>,
    /// The text tells of times long past: what is unsaid comes from the date named last.
    narrative: bool,
    /// The date named last, and where.
    story: Option<Story>,
    /// A date named in passing, "the Estates of 1614", good for its sentence only.
    aside: Option<Story>,
    /// Which expressions name a date in passing.
    passing: Vec<bool>,
    /// How many expressions were resolved.
    count: usize,
    /// The first year that the text names.
    first_year: Option<i16>,
}

#[derive(Clone, Copy)]
struct Story {
    moment: Moment,
    sentence: u32,
    paragraph: u32,
    leads: bool,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    pub(super) tense: Tense,
    /// It opens its sentence: "In 2003, troops invaded."
    pub(super) leads: bool,
}

impl Resolver {
    /// Decides from what a text's expressions say whether it is a report or a narrative.
    pub(super) fn new(found: &[Found], reference: Option<Date>) -> Resolver {
        let years: Vec<i16> = found
            .iter()
            .filter_map(|found| match &found.meaning {
                Meaning::At(moment) => moment.year(),
                _ => None,
            })
            .collect();
        let narrative = match reference {
            None => true,
            Some(reference) => {
                let old = years.iter().filter(|year| **year < reference.year() - 1).count();
                let spoken = found.iter().filter(|found| is_spoken(&found.meaning)).count();
                let dated = found
                    .iter()
                    .filter(|found| matches!(found.meaning, Meaning::MonthDay { .. } | Meaning::Month { .. }))
                    .count();
                years.len() >= 3 && old * 10 >= years.len() * 7 && spoken * 4 <= years.len() + dated
            }
        };
        let passing = if narrative { passing(found) } else { vec![false; found.len()] };
        Resolver {
            reference,
            narrative,
            story: None,
            aside: None,
            passing,
            count: 0,
            first_year: years.first().copied(),
        }
    }

    /// Returns the date named last, of those that the expression can go on from.
    fn story(&self, place: Place) -> Option<Story> {
        self.aside.filter(|aside| aside.sentence == place.sentence).or(self.story)
    }

    /// Resolves the next expression.
    pub(super) fn resolve(&mut self, found: &Found, place: Place) -> Resolved {
        self.count += 1;
        let kind = match &found.meaning {
            Meaning::Fixed { kind, .. } => *kind,
            Meaning::Part { .. } | Meaning::Clock { .. } => TimexType::Time,
            Meaning::Shift { unit: Unit::Night, .. } => TimexType::Time,
            _ => TimexType::Date,
        };
        let moment = self.moment(&found.meaning, place);
        let Some(moment) = moment else {
            return Resolved {
                kind,
                value: self.open_value(&found.meaning, place),
                days: None,
                grain: open_grain(&found.meaning),
            };
        };
        let story = Some(Story {
            moment,
            sentence: place.sentence,
            paragraph: place.paragraph,
            leads: place.leads && matches!(found.meaning, Meaning::At(_)),
        });
        if self.passing.get(self.count - 1).copied().unwrap_or(false) {
            self.aside = story;
        } else {
            // What goes on from an aside stays in it.
            let inside = self.aside.is_some_and(|aside| {
                aside.sentence == place.sentence && !matches!(found.meaning, Meaning::At(_))
            });
            if inside {
                self.aside = story;
            } else {
                (self.story, self.aside) = (story, None);
            }
        }
        let days = moment.days().map(|(from, to)| match (found.clip, self.reference) {
            (Clip::Earlier, Some(today)) if from <= today => (from, to.min(today)),
            (Clip::Later, Some(today)) if to >= today => (from.max(today), to),
            _ => (from, to),
        });
        Resolved { kind, value: moment.value(), days, grain: Some(moment.grain()) }
    }

    fn moment(&self, meaning: &Meaning, place: Place) -> Option<Moment> {
        Some(match meaning {
            Meaning::At(moment) => *moment,
            Meaning::MonthDay { month, day, which } => self.month_day(*month, *day, *which, place)?,
            Meaning::Month { month, which } => self.month(*month, *which, place)?,
            Meaning::DayOfMonth(day) => self.day_of_month(*day, place)?,
            Meaning::Weekday { day, which } => self.weekday(*day, *which, place)?,
            Meaning::Weekend(which) => self.weekend(*which, place)?,
            Meaning::Season { season, which } => self.season(season, *which, place)?,
            Meaning::Quarter { quarter, which } => {
                let year = self.part_year(*which, place, |year| Moment::Quarter(year, *quarter))?;
                Moment::Quarter(year, *quarter)
            }
            Meaning::Half { half, which } => {
                let year = self.part_year(*which, place, |year| Moment::Half(year, *half))?;
                Moment::Half(year, *half)
            }
            Meaning::Holiday(index, which) => {
                let year = self.part_year(*which, place, |year| {
                    holiday::day(*index, year).map_or(Moment::Year(year), Moment::Day)
                })?;
                Moment::Day(holiday::day(*index, year)?)
            }
            Meaning::Shift { unit, by, from } => {
                if *from == From::Speech
                    && self.narrative
                    && *unit == Unit::Day
                    && *by == 0
                    && self.reference.is_none()
                {
                    return None;
                }
                self.anchor(*from, *by, place)?.shift(*unit, *by)?
            }
            Meaning::ShiftOf { base, unit, by } => {
                let base = self.moment(base, place)?;
                match unit {
                    Unit::Week | Unit::Fortnight => {
                        let weeks = if *unit == Unit::Fortnight { by.checked_mul(2)? } else { *by };
                        Moment::Day(base.day()?.checked_add(jiff::Span::new().try_weeks(weeks).ok()?).ok()?)
                    }
                    _ => base.shift(*unit, *by)?,
                }
            }
            Meaning::Part { day, part } => Moment::Part(self.day_of(day.as_deref(), place)?, part),
            Meaning::Clock { day, clock } => Moment::Clock(self.day_of(day.as_deref(), place)?, *clock),
            Meaning::Vaguely { .. } | Meaning::Fixed { .. } | Meaning::Absurd => return None,
        })
    }

    /// The day that a clock time or a part of a day belongs to.
    fn day_of(&self, day: Option<&Meaning>, place: Place) -> Option<Date> {
        if let Some(day) = day {
            return self.moment(day, place)?.day();
        }
        let near = self
            .story(place)
            .filter(|story| story.paragraph == place.paragraph && place.sentence - story.sentence <= 2);
        near.or(self.story(place).filter(|_| self.narrative))
            .and_then(|story| story.moment.day())
            .or(if self.narrative { None } else { self.reference })
    }

    /// Where a relative time counts from.
    fn anchor(&self, from: From, by: i32, place: Place) -> Option<Moment> {
        let story = self.story(place).map(|story| story.moment);
        let reference = self.reference.map(Moment::Day);
        if self.narrative {
            return match (from, reference) {
                // A history speaks of its own day in "three years ago" no more than in "last week".
                (From::Speech, Some(reference)) if by == 0 && story.is_none() => Some(reference),
                _ => story,
            };
        }
        match from {
            From::Speech => reference,
            From::Story => self
                .story(place)
                .filter(|story| story.paragraph == place.paragraph && place.sentence - story.sentence <= 3)
                .map(|story| story.moment)
                .or(reference),
        }
    }

    /// The year in which the story stands, near enough to be meant.
    fn story_year(&self, place: Place) -> Option<i16> {
        let story = self.story(place)?;
        // A report goes back to "In 2003, …" for a sentence or two; "the 2015 deal" takes nothing with it.
        let near = match place.sentence.checked_sub(story.sentence) {
            _ if self.narrative => true,
            Some(0) => story.leads || story.moment.month().is_some(),
            Some(1) => story.leads && story.paragraph == place.paragraph,
            _ => false,
        };
        story.moment.year().filter(|_| near)
    }

    fn month_day(&self, month: i8, day: i8, which: Which, place: Place) -> Option<Moment> {
        let at = |year: i16| Date::new(year, month, day).ok();
        if let Some(year) = self.year_of(which, place) {
            return at(year).map(Moment::Day);
        }
        if self.narrative {
            let year = self.narrative_year(month, place)?;
            return at(year).map(Moment::Day);
        }
        let today = self.reference?;
        let year = today.year();
        if let Some(told) =
            self.story_year(place).filter(|told| (*told - year).abs() > 1 && place.tense != Tense::Future)
        {
            return at(told).map(Moment::Day);
        }
        // Reports are read across time zones: two days of grace either side.
        let years = [year - 1, year, year + 1];
        let mut days = years.iter().filter_map(|&year| at(year));
        let found = match place.tense {
            Tense::Past => days.rfind(|day| *day <= today.saturating_add(2.days())),
            Tense::Future => days.find(|day| *day >= today.saturating_sub(2.days())),
            Tense::Unknown => days.min_by_key(|day| distance(*day, today)),
        };
        found.map(Moment::Day)
    }

    fn month(&self, month: i8, which: Which, place: Place) -> Option<Moment> {
        let at = |year: i16| Some(Moment::Month(year, month));
        if matches!(which, Which::That | Which::This)
            && let Some(year) = self.year_of(which, place)
        {
            return at(year);
        }
        if self.narrative || matches!(which, Which::Previous | Which::Following) {
            let story = self.story(place).map(|story| story.moment).or(self.reference.map(Moment::Day));
            let (year, named) = story
                .and_then(Moment::month)
                .or_else(|| story.and_then(Moment::year).map(|year| (year, 1)))
                .or(self.first_year.map(|year| (year, 1)))?;
            return at(match which {
                Which::Previous | Which::Last => year - i16::from(month >= named),
                Which::Following | Which::Next => year + i16::from(month <= named),
                _ => return at(self.narrative_year(month, place)?),
            });
        }
        let today = self.reference?;
        let (year, now) = (today.year(), today.month());
        if let Some(told) = self
            .story_year(place)
            .filter(|told| (*told - year).abs() > 1 && place.tense != Tense::Future && which == Which::Plain)
        {
            return at(told);
        }
        at(match (which, place.tense) {
            (Which::Last, _) => year - i16::from(month >= now),
            (Which::Next, _) => year + i16::from(month <= now),
            (Which::This, _) => year,
            (_, Tense::Past) => year - i16::from(month > now),
            (_, Tense::Future) => year + i16::from(month < now),
            (_, Tense::Unknown) => {
                let ahead = (month - now).rem_euclid(12);
                if ahead <= 5 { year + i16::from(month < now) } else { year - i16::from(month > now) }
            }
        })
    }

    /// The year that "of that year" and its like name.
    fn year_of(&self, which: Which, place: Place) -> Option<i16> {
        let story = self.story(place).and_then(|story| story.moment.year());
        let today = self.reference.map(Date::year);
        let base = if self.narrative { story.or(today) } else { today };
        match which {
            Which::Plain => None,
            Which::That => story.or(today),
            Which::This => base,
            Which::Last => base.map(|year| year - 1),
            Which::Next => base.map(|year| year + 1),
            Which::Previous => story.or(today).map(|year| year - 1),
            Which::Following => story.or(today).map(|year| year + 1),
        }
    }

    /// The year of a month in a story that goes on from the date named last.
    fn narrative_year(&self, month: i8, place: Place) -> Option<i16> {
        let Some(story) = self.story(place) else { return self.first_year };
        let year = story.moment.year()?;
        match story.moment.month() {
            // From autumn to spring a story goes on, not back.
            Some((_, named)) if named >= 10 && month <= named - 8 => Some(year + 1),
            _ => Some(year),
        }
    }

    fn day_of_month(&self, day: i8, place: Place) -> Option<Moment> {
        let near = self.story(place).filter(|story| {
            self.narrative || story.paragraph == place.paragraph && place.sentence - story.sentence <= 2
        });
        let told = near.and_then(|story| story.moment.month());
        let (year, month) = told.or_else(|| {
            self.reference.filter(|_| !self.narrative).map(|today| (today.year(), today.month()))
        })?;
        Date::new(year, month, day).ok().map(Moment::Day)
    }

    fn weekday(&self, day: i8, which: Which, place: Place) -> Option<Moment> {
        let weekday = Weekday::from_monday_one_offset(day).ok()?;
        let story = matches!(which, Which::Previous | Which::Following | Which::That) || self.narrative;
        if story {
            let told = self.story(place).map(|story| story.moment);
            let from =
                if self.narrative { told? } else { told.or(self.reference.map(Moment::Day))? }.day()?;
            let date = match which {
                Which::Previous | Which::Last => from.nth_weekday(-1, weekday),
                Which::Following | Which::Next => from.nth_weekday(1, weekday),
                _ if from.weekday() == weekday => Ok(from),
                _ => from.nth_weekday(1, weekday),
            };
            return date.ok().map(Moment::Day);
        }
        let today = self.reference?;
        let before = || if today.weekday() == weekday { Ok(today) } else { today.nth_weekday(-1, weekday) };
        let after = || if today.weekday() == weekday { Ok(today) } else { today.nth_weekday(1, weekday) };
        let date = match which {
            // "last Tuesday" said on a Wednesday is not yesterday.
            Which::Last => today.nth_weekday(-1, weekday).and_then(|date| {
                if distance(date, today) <= 2 { date.checked_sub(1.week()) } else { Ok(date) }
            }),
            Which::Next => today.nth_weekday(1, weekday).and_then(|date| {
                if distance(date, today) <= 2
                    && date.weekday().to_monday_one_offset() > today.weekday().to_monday_one_offset()
                {
                    date.checked_add(1.week())
                } else {
                    Ok(date)
                }
            }),
            Which::This => monday(today)?.checked_add((i32::from(day) - 1).days()),
            _ if place.tense == Tense::Future => after(),
            _ => before(),
        };
        date.ok().map(Moment::Day)
    }

    fn weekend(&self, which: Which, place: Place) -> Option<Moment> {
        let today = if self.narrative { self.story(place)?.moment.day()? } else { self.reference? };
        let this = monday(today)?.checked_add(5.days()).ok()?;
        let shifted = |weeks: i32| this.checked_add(weeks.weeks()).ok().map(Moment::Weekend);
        let running = this <= today;
        match (which, place.tense) {
            (Which::Last | Which::Previous, _) => shifted(-1),
            (Which::Next | Which::Following, _) => shifted(1),
            (_, Tense::Future) => shifted(0),
            (Which::This, Tense::Past) if today.weekday().to_monday_one_offset() <= 2 => shifted(-1),
            (Which::This | Which::That, _) => shifted(0),
            _ => shifted(if running { 0 } else { -1 }),
        }
    }

    fn season(&self, season: &'static str, which: Which, place: Place) -> Option<Moment> {
        let at = |year: i16| Moment::Season(year, season);
        if self.narrative || matches!(which, Which::Previous | Which::Following | Which::That) {
            let year = self
                .story(place)
                .and_then(|story| story.moment.year())
                .or(self.first_year.filter(|_| self.narrative))
                .or(self.reference.map(Date::year))?;
            return Some(at(match which {
                Which::Previous | Which::Last => year - 1,
                Which::Following | Which::Next => year + 1,
                _ => year,
            }));
        }
        let today = self.reference?;
        let year = today.year();
        let inside = |moment: Moment| moment.days().is_some_and(|(from, to)| from <= today && today <= to);
        let years = [year - 2, year - 1, year, year + 1];
        let past = || {
            years
                .iter()
                .rev()
                .map(|&year| at(year))
                .find(|season| season.days().is_some_and(|(_, to)| to < today))
        };
        let begun = || {
            years
                .iter()
                .rev()
                .map(|&year| at(year))
                .find(|season| season.days().is_some_and(|(from, _)| from <= today))
        };
        let ahead = || {
            years
                .iter()
                .map(|&year| at(year))
                .find(|season| season.days().is_some_and(|(from, _)| from > today))
        };
        match (which, place.tense) {
            (Which::Last, _) => past(),
            (Which::Next, _) => ahead(),
            (Which::This, _) => {
                years.iter().map(|&year| at(year)).find(|season| inside(*season)).or_else(|| Some(at(year)))
            }
            (_, Tense::Future) => ahead(),
            _ => begun(),
        }
    }

    /// The year of a quarter, a half or a feast.
    fn part_year(&self, which: Which, place: Place, at: impl Fn(i16) -> Moment) -> Option<i16> {
        if let Some(year) = self.year_of(which, place) {
            let today = self.reference.filter(|_| !self.narrative);
            // "last Christmas" is the one that was, whatever its year.
            if let (Some(today), Which::Last | Which::Next, Moment::Day(_)) = (today, which, at(year)) {
                let years = [today.year() - 1, today.year(), today.year() + 1];
                let day = |year: &i16| at(*year).day();
                return match which {
                    Which::Last => {
                        years.iter().rev().find(|year| day(year).is_some_and(|day| day < today)).copied()
                    }
                    _ => years.iter().find(|year| day(year).is_some_and(|day| day > today)).copied(),
                };
            }
            return Some(year);
        }
        if self.narrative {
            return self.story(place).and_then(|story| story.moment.year()).or(self.first_year);
        }
        let today = self.reference?;
        let years = [today.year() - 1, today.year(), today.year() + 1];
        let first = |year: i16| at(year).days().map(|(from, _)| from);
        match place.tense {
            Tense::Future => {
                years.into_iter().find(|year| at(*year).days().is_some_and(|(_, to)| to >= today))
            }
            Tense::Past => years.into_iter().rev().find(|year| first(*year).is_some_and(|day| day <= today)),
            Tense::Unknown => {
                years.into_iter().min_by_key(|year| first(*year).map_or(i32::MAX, |day| distance(day, today)))
            }
        }
    }

    /// The value of what could not be placed: what is known of it stays.
    fn open_value(&self, meaning: &Meaning, place: Place) -> String {
        match meaning {
            Meaning::Fixed { value, .. }
                if value == "XXXX-XX-XXTNI" && self.reference.is_some() && !self.narrative =>
            {
                self.day_of(None, place).map_or_else(|| value.clone(), |day| Moment::Part(day, "NI").value())
            }
            Meaning::Fixed { value, .. } => value.clone(),
            Meaning::MonthDay { month, day, .. } => format!("XXXX-{month:02}-{day:02}"),
            Meaning::Month { month, .. } => format!("XXXX-{month:02}"),
            Meaning::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
            Meaning::Weekday { day, .. } => format!("XXXX-WXX-{day}"),
            Meaning::Weekend(_) => "XXXX-WXX-WE".to_owned(),
            Meaning::Season { season, .. } => format!("XXXX-{season}"),
            Meaning::Quarter { quarter, .. } => format!("XXXX-Q{quarter}"),
            Meaning::Half { half, .. } => format!("XXXX-H{half}"),
            Meaning::Holiday(index, _) => match (holiday::day(*index, 2001), holiday::day(*index, 2002)) {
                (Some(a), Some(b)) if (a.month(), a.day()) == (b.month(), b.day()) => {
                    format!("XXXX-{:02}-{:02}", a.month(), a.day())
                }
                _ => "XXXX-XX-XX".to_owned(),
            },
            Meaning::Shift { unit: Unit::Day, by: 0, from: From::Speech } => "PRESENT_REF".to_owned(),
            Meaning::Shift { unit, from, by } => match (unit, self.anchor(*from, *by, place)) {
                // "three days later" in a year: some day of it.
                (Unit::Day, Some(Moment::Year(year))) => format!("{}-XX-XX", Moment::Year(year).value()),
                (Unit::Day, Some(month @ Moment::Month(..))) => format!("{}-XX", month.value()),
                (Unit::Month, Some(Moment::Year(year))) => format!("{}-XX", Moment::Year(year).value()),
                (Unit::Week, Some(Moment::Year(year))) => format!("{}-WXX", Moment::Year(year).value()),
                _ => unit.each().to_owned(),
            },
            Meaning::ShiftOf { unit, .. } => unit.each().to_owned(),
            Meaning::Vaguely { later: true } => "FUTURE_REF".to_owned(),
            Meaning::Vaguely { later: false } => "PAST_REF".to_owned(),
            Meaning::Part { day, part } => {
                let day = day.as_deref().map_or("XXXX-XX-XX".to_owned(), |day| self.open_value(day, place));
                format!("{day}T{part}")
            }
            Meaning::Clock { day, clock } => {
                let day = day.as_deref().map_or("XXXX-XX-XX".to_owned(), |day| self.open_value(day, place));
                format!("{day}{}", clock.value())
            }
            Meaning::At(moment) => moment.value(),
            Meaning::Absurd => "XXXX-XX-XX".to_owned(),
        }
    }
}

/// Tells which years are named in passing: away from the year before, while one of the next three comes back to
/// it, or far away and none of the next stays there.
fn passing(found: &[Found]) -> Vec<bool> {
    let years: Vec<(usize, i16)> = found
        .iter()
        .enumerate()
        .filter_map(|(at, found)| match &found.meaning {
            Meaning::At(moment) => Some((at, moment.year()?)),
            _ => None,
        })
        .collect();
    let mut passing = vec![false; found.len()];
    let mut told: Option<i16> = None;
    for (at, (index, year)) in years.iter().enumerate() {
        let next = &years[at + 1..years.len().min(at + 4)];
        let away = told.map_or(0, |told| (told - year).abs());
        let back = next.iter().any(|(_, next)| told.is_some_and(|told| (told - next).abs() <= 1));
        let confirmed = next.iter().any(|(_, next)| (year - next).abs() <= 5);
        let bare = matches!(found[*index].meaning, Meaning::At(Moment::Year(_)));
        if away >= 2 && back || away >= 10 && bare && !confirmed {
            passing[*index] = true;
        } else {
            told = Some(*year);
        }
    }
    passing
}

/// Says whether an expression shows that somebody speaks on a certain day.
fn is_spoken(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Weekday { which, .. } => {
            matches!(which, Which::Plain | Which::Last | Which::Next | Which::This)
        }
        Meaning::Shift { from, .. } => *from == From::Speech,
        Meaning::Part { day: Some(day), .. } | Meaning::Clock { day: Some(day), .. } => is_spoken(day),
        _ => false,
    }
}

/// The grain of what could not be placed.
fn open_grain(meaning: &Meaning) -> Option<Grain> {
    Some(match meaning {
        Meaning::MonthDay { .. }
        | Meaning::DayOfMonth(_)
        | Meaning::Weekday { .. }
        | Meaning::Holiday(..)
        | Meaning::Absurd => Grain::Day,
        Meaning::Month { .. } => Grain::Month,
        Meaning::Weekend(_) => Grain::Weekend,
        Meaning::Season { .. } => Grain::Season,
        Meaning::Quarter { .. } => Grain::Quarter,
        Meaning::Half { .. } => Grain::HalfYear,
        Meaning::Part { .. } => Grain::DayPart,
        Meaning::Clock { clock, .. } => clock.grain(),
        Meaning::Shift { unit, .. } | Meaning::ShiftOf { unit, .. } => match unit {
            Unit::Second => Grain::Second,
            Unit::Minute => Grain::Minute,
            Unit::Hour => Grain::Hour,
            Unit::Day => Grain::Day,
            Unit::Night => Grain::DayPart,
            Unit::Weekend => Grain::Weekend,
            Unit::Week | Unit::Fortnight => Grain::Week,
            Unit::Month => Grain::Month,
            Unit::Quarter => Grain::Quarter,
            Unit::Year => Grain::Year,
            Unit::Decade => Grain::Decade,
            Unit::Century | Unit::Millennium => Grain::Century,
        },
        Meaning::At(moment) => moment.grain(),
        Meaning::Vaguely { .. } | Meaning::Fixed { .. } => return None,
    })
}

fn distance(a: Date, b: Date) -> i32 {
    (a - b).get_days().abs()
}
