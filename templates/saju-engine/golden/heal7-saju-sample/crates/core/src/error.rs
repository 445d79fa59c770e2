use std::fmt;

use crate::civil::{FIRST_YEAR, LAST_YEAR};

/// Why a birth time has no chart. None of the messages repeats the time: it is
/// personal data, and messages end up in logs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Error {
    /// The year is outside of what the calendar is computed for.
    YearOutOfRange,
    /// Not a date and time of the Gregorian calendar.
    InvalidTime,
    /// The clocks of Seoul skipped that time.
    NonexistentTime,
    /// The clocks of Seoul showed that time twice, and nothing says which it was.
    AmbiguousTime,
    /// A fold was given for a time that came only once.
    NeedlessFold,
    /// Solar time needs a longitude between -180 and 180 degrees.
    LongitudeOutOfRange,
}

impl Error {
    /// A name for programs; it does not change.
    pub const fn code(self) -> &'static str {
        match self {
            Self::YearOutOfRange => "year-out-of-range",
            Self::InvalidTime => "invalid-local-time",
            Self::NonexistentTime => "nonexistent-local-time",
            Self::AmbiguousTime => "ambiguous-local-time",
            Self::NeedlessFold => "fold-not-ambiguous",
            Self::LongitudeOutOfRange => "longitude-out-of-range",
        }
    }

    /// The field of the request that has to change.
    pub const fn field(self) -> &'static str {
        match self {
            Self::AmbiguousTime | Self::NeedlessFold => "fold",
            Self::LongitudeOutOfRange => "longitude",
            _ => "localTime",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YearOutOfRange => {
                write!(out, "the year is not from {FIRST_YEAR} to {LAST_YEAR}")
            }
            Self::InvalidTime => out.write_str("there is no such date and time in the calendar"),
            Self::NonexistentTime => out.write_str(
                "clocks in Seoul were put forward over this time, so it never came: \
                 use the time that they showed instead",
            ),
            Self::AmbiguousTime => out.write_str(
                "clocks in Seoul were put back and showed this time twice: \
                 say which by fold, 0 for the first and 1 for the second",
            ),
            Self::NeedlessFold => {
                out.write_str("this time came only once in Seoul: leave fold out")
            }
            Self::LongitudeOutOfRange => {
                out.write_str("solar time needs a longitude from -180 to 180 degrees east")
            }
        }
    }
}

impl std::error::Error for Error {}
