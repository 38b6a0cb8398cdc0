//! Units of time and how many of them.

/// A unit that times are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// So many halves: "two and a half years" are five.
    Halves(u32),
    /// "several".
    Vague,
}

impl Unit {
    /// Finds the unit of a letter in the word table.
    pub(super) fn parse(letter: &str) -> Option<Unit> {
        Some(match letter {
            "S" => Unit::Second,
            "I" => Unit::Minute,
            "H" => Unit::Hour,
            "D" => Unit::Day,
            "N" => Unit::Night,
            "K" => Unit::Weekend,
            "W" => Unit::Week,
            "F" => Unit::Fortnight,
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "Y" => Unit::Year,
            "E" => Unit::Decade,
            "C" => Unit::Century,
            "L" => Unit::Millennium,
            _ => return None,
        })
    }

    /// Says whether it is shorter than a day.
    pub(super) fn is_clock(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }

    /// Returns the value of each one of them: `XXXX-XX` for months.
    pub(super) fn each(self) -> &'static str {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX",
            Unit::Day => "XXXX-XX-XX",
            Unit::Night => "XXXX-XX-XXTNI",
            Unit::Weekend => "XXXX-WXX-WE",
            Unit::Week => "XXXX-WXX",
            Unit::Fortnight => "P2W",
            Unit::Month => "XXXX-XX",
            Unit::Quarter => "XXXX-QX",
            Unit::Year => "XXXX",
            Unit::Decade => "XXX",
            Unit::Century => "XX",
            Unit::Millennium => "X",
        }
    }
}

impl Count {
    pub(super) fn of(number: u32) -> Count {
        Count::Halves(number.saturating_mul(2))
    }

    /// Returns the whole number, or nothing for halves and vague counts.
    pub(super) fn whole(self) -> Option<u32> {
        match self {
            Count::Halves(halves) if halves % 2 == 0 => Some(halves / 2),
            _ => None,
        }
    }
}

/// Returns the TIMEX3 value of a duration: `P2D`, `PT30M`, `PXY`.
pub(super) fn duration(count: Count, unit: Unit) -> String {
    let (prefix, letters, times) = match unit {
        Unit::Second => ("PT", "S", 1),
        Unit::Minute => ("PT", "M", 1),
        Unit::Hour => ("PT", "H", 1),
        Unit::Day => ("P", "D", 1),
        Unit::Night => ("P", "NI", 1),
        Unit::Weekend => ("P", "WE", 1),
        Unit::Week => ("P", "W", 1),
        Unit::Fortnight => ("P", "W", 2),
        Unit::Month => ("P", "M", 1),
        Unit::Quarter => ("P", "Q", 1),
        Unit::Year => ("P", "Y", 1),
        Unit::Decade => ("P", "DE", 1),
        Unit::Century => ("P", "CE", 1),
        Unit::Millennium => ("P", "ML", 1),
    };
    match count {
        Count::Vague => format!("{prefix}X{letters}"),
        Count::Halves(1) if unit == Unit::Hour => "PT30M".to_owned(),
        Count::Halves(1) if unit == Unit::Year => "P6M".to_owned(),
        Count::Halves(halves) => {
            let halves = u64::from(halves) * times;
            let half = if halves % 2 == 1 { ".5" } else { "" };
            format!("{prefix}{}{half}{letters}", halves / 2)
        }
    }
}
