//! From the time that clocks in Seoul showed to the instant.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Dst, Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, tz};

use crate::error::Error;

/// First year that is answered.
pub const FIRST_YEAR: i16 = 1900;
/// Last year that is answered.
pub const LAST_YEAR: i16 = 2100;

/// The tz database's rules of Seoul, compiled in.
static SEOUL: TimeZone = tz::get!("Asia/Seoul");

/// Summer time in Seoul was always one hour (the tests go through all of them).
const SUMMER_TIME: SignedDuration = SignedDuration::from_hours(1);

/// Which of two equal clock times, when clocks were put back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fold {
    /// The one before the clocks were put back.
    First,
    /// The one after.
    Second,
}

/// A time on the clocks of Seoul.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Birth {
    local: DateTime,
    fold: Option<Fold>,
}

impl Birth {
    /// Reads `YYYY-MM-DDTHH:MM`, with or without `:SS`.
    pub fn parse(text: &str, fold: Option<Fold>) -> Result<Self, Error> {
        let shape = b"dddd-dd-ddTdd:dd:dd";
        let fits = matches!(text.len(), 16 | 19)
            && text.bytes().zip(shape).all(|(byte, want)| match want {
                b'd' => byte.is_ascii_digit(),
                _ => byte == *want,
            });
        // The second 60 would be read as 59.
        if !fits || text.ends_with(":60") && text.len() == 19 {
            return Err(Error::InvalidTime);
        }
        let local: DateTime = text.parse().map_err(|_| Error::InvalidTime)?;
        Self::new(local, fold)
    }

    fn new(local: DateTime, fold: Option<Fold>) -> Result<Self, Error> {
        if (FIRST_YEAR..=LAST_YEAR).contains(&local.year()) {
            Ok(Self { local, fold })
        } else {
            Err(Error::YearOutOfRange)
        }
    }

    /// When that was.
    pub(crate) fn moment(self) -> Result<Moment, Error> {
        let offset = match (SEOUL.to_ambiguous_timestamp(self.local).offset(), self.fold) {
            (AmbiguousOffset::Unambiguous { offset }, None) => offset,
            (AmbiguousOffset::Unambiguous { .. }, Some(_)) => return Err(Error::NeedlessFold),
            (AmbiguousOffset::Gap { .. }, _) => return Err(Error::NonexistentTime),
            (AmbiguousOffset::Fold { .. }, None) => return Err(Error::AmbiguousTime),
            (AmbiguousOffset::Fold { before, .. }, Some(Fold::First)) => before,
            (AmbiguousOffset::Fold { after, .. }, Some(Fold::Second)) => after,
        };
        let instant = offset
            .to_timestamp(self.local)
            .map_err(|_| Error::InvalidTime)?;
        let summer_time = SEOUL.to_offset_info(instant).dst() == Dst::Yes;
        Ok(Moment {
            local: self.local,
            instant,
            offset,
            summer_time,
        })
    }
}

/// A clock time and the instant that it was.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Moment {
    pub(crate) local: DateTime,
    pub(crate) instant: Timestamp,
    pub(crate) offset: Offset,
    pub(crate) summer_time: bool,
}

impl Moment {
    /// The clock without summer time.
    pub(crate) fn standard(self) -> DateTime {
        if self.summer_time {
            self.local - SUMMER_TIME
        } else {
            self.local
        }
    }

    /// A clock that is set to Greenwich and so many seconds.
    pub(crate) fn greenwich_and(self, seconds: f64) -> DateTime {
        let local = Offset::UTC.to_datetime(self.instant);
        local + SignedDuration::from_secs(seconds.round() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, fold: Option<Fold>) -> Result<String, Error> {
        Birth::parse(text, fold)?
            .moment()
            .map(|moment| moment.instant.to_string())
    }

    /// The offsets of the tz database's file "asia", zone Asia/Seoul.
    #[test]
    fn knows_every_standard_time_of_seoul() {
        for (local, instant) in [
            ("1908-03-31T12:00", "1908-03-31T03:32:08Z"),
            ("1908-04-02T12:00", "1908-04-02T03:30:00Z"),
            ("1912-01-02T12:00", "1912-01-02T03:00:00Z"),
            ("1954-03-22T12:00", "1954-03-22T03:30:00Z"),
            ("1961-08-11T12:00", "1961-08-11T03:00:00Z"),
            ("1949-07-01T12:00", "1949-07-01T02:00:00Z"),
            ("1957-07-01T12:00", "1957-07-01T02:30:00Z"),
            ("1988-07-01T12:00", "1988-07-01T02:00:00Z"),
            ("2026-07-01T12:00", "2026-07-01T03:00:00Z"),
        ] {
            assert_eq!(at(local, None).as_deref(), Ok(instant), "{local}");
        }
    }

    #[test]
    fn refuses_a_time_that_was_skipped() {
        assert_eq!(at("1988-05-08T02:30", None), Err(Error::NonexistentTime));
        assert_eq!(
            at("1988-05-08T02:30", Some(Fold::First)),
            Err(Error::NonexistentTime)
        );
        assert_eq!(
            at("1988-05-08T03:00", None).as_deref(),
            Ok("1988-05-07T17:00:00Z")
        );
        // Half an hour, as standard time moved from UTC+8:30 to UTC+9.
        assert_eq!(at("1961-08-10T00:15", None), Err(Error::NonexistentTime));
    }

    #[test]
    fn asks_which_of_two_equal_times() {
        let twice = "1988-10-09T02:30";
        assert_eq!(at(twice, None), Err(Error::AmbiguousTime));
        assert_eq!(
            at(twice, Some(Fold::First)).as_deref(),
            Ok("1988-10-08T16:30:00Z")
        );
        assert_eq!(
            at(twice, Some(Fold::Second)).as_deref(),
            Ok("1988-10-08T17:30:00Z")
        );
    }

    #[test]
    fn refuses_a_fold_where_there_is_none() {
        assert_eq!(
            at("2000-01-01T00:00", Some(Fold::First)),
            Err(Error::NeedlessFold)
        );
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in [
            "",
            "2000-02-30T00:00",
            "2000-01-01T24:00",
            "2000-01-01T23:59:60",
            "2000-01-01 00:00",
            "2000-01-01T00:00Z",
            "2000-01-01T00:00:0",
            "+002000-01-01T00",
            "2000-1-01T00:00:00",
        ] {
            assert_eq!(Birth::parse(text, None), Err(Error::InvalidTime), "{text}");
        }
    }

    #[test]
    fn keeps_to_its_years() {
        for (text, fine) in [
            ("1899-12-31T23:59", false),
            ("1900-01-01T00:00", true),
            ("2100-12-31T23:59:59", true),
            ("2101-01-01T00:00", false),
        ] {
            assert_eq!(Birth::parse(text, None).is_ok(), fine, "{text}");
        }
    }

    #[test]
    fn summer_time_is_always_one_hour() {
        let from = "1900-01-01T00:00Z".parse().expect("a timestamp");
        let mut transitions = 0;
        for transition in SEOUL.following(from).filter(|t| t.dst() == Dst::Yes) {
            let noon = transition.offset().to_datetime(transition.timestamp())
                + SignedDuration::from_hours(24);
            let moment = Birth::new(noon, None)
                .and_then(Birth::moment)
                .expect("a moment");
            let standard = moment.offset.seconds() - 3600;
            assert!([30_600, 32_400].contains(&standard), "{transition:?}");
            transitions += 1;
        }
        assert_eq!(transitions, 12, "1948-51, 1955-60, 1987-88");
    }
}
