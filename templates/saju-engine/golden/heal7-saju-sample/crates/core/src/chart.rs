use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::civil::{Birth, Moment};
use crate::cycle::Pillar;
use crate::error::Error;
use crate::sun;
use crate::terms::{self, SolarTerm};
use crate::time_scale;

/// When the day's pillar changes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum DayBoundary {
    /// At 0:00 (夜子時 is kept apart from 朝子時).
    #[default]
    Midnight,
    /// At 23:00, with the hour of 子.
    Zi,
}

/// What day and hour make of a clock that showed summer time.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Daylight {
    /// The hour is taken back: the clock as the sun would have it.
    #[default]
    Removed,
    /// The clock as it was.
    Kept,
}

/// Which clock day and hour are read from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum SolarTime {
    /// The civil clock.
    #[default]
    Off,
    /// Local mean time of a longitude in degrees east.
    Mean(f64),
    /// Local apparent (true) solar time: the mean one and the equation of time.
    Apparent(f64),
}

/// Where schools differ. The default is what [`Default`] gives.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conventions {
    /// When the day's pillar changes.
    pub day_boundary: DayBoundary,
    /// Whether summer time is taken back; without effect on solar time.
    pub daylight: Daylight,
    /// Which clock day and hour are read from.
    pub solar_time: SolarTime,
}

/// The month's solar term and the one that ends the month.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TermSpan {
    /// The term that began the month.
    pub began: SolarTerm,
    /// The term that ends it.
    pub ends: SolarTerm,
}

/// The answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Chart {
    /// Changes at ipchun.
    pub year: Pillar,
    /// Changes at the twelve terms that begin months.
    pub month: Pillar,
    /// Changes at midnight or at 23:00.
    pub day: Pillar,
    /// Changes at the odd hours.
    pub hour: Pillar,
    /// The instant of the birth.
    pub instant: Timestamp,
    /// Seconds that civil time was ahead of UTC.
    pub offset_seconds: i32,
    /// Whether the clocks showed summer time.
    pub summer_time: bool,
    /// What day and hour were read from.
    pub clock: DateTime,
    /// What year and month were read from.
    pub term: TermSpan,
}

const DEGREES_A_MONTH: f64 = 30.0;
const SECONDS_A_MONTH: f64 = 30.44 * 86_400.0;
const SECONDS_PER_DEGREE_EAST: f64 = 240.0;

/// The four pillars of a birth in Seoul.
pub fn chart(birth: Birth, conventions: &Conventions) -> Result<Chart, Error> {
    let moment = birth.moment()?;
    let term = month_of(moment.instant);
    let year = Pillar::of_year(saju_year(&moment, &term));
    let clock = clock_of(&moment, conventions)?;
    let (day, hour) = day_and_hour(clock, conventions.day_boundary);
    Ok(Chart {
        year,
        month: Pillar::of_month(year, i64::from(term.began.index) / 2),
        day,
        hour,
        instant: moment.instant,
        offset_seconds: moment.offset.seconds(),
        summer_time: moment.summer_time,
        clock,
        term,
    })
}

/// The month that an instant is in. Both ends are rounded to a second, and the
/// month is read from them: what is shown is what was decided by.
fn month_of(instant: Timestamp) -> TermSpan {
    let unix = instant.as_second() as f64;
    let degrees = terms::degrees_from_ipchun(unix);
    let month = (degrees / DEGREES_A_MONTH).floor();
    let share = degrees / DEGREES_A_MONTH - month;
    let edge = |n: f64, share: f64| {
        terms::near(
            (n * DEGREES_A_MONTH).rem_euclid(360.0),
            unix - share * SECONDS_A_MONTH,
        )
    };
    let began = edge(month, share);
    let ends = edge(month + 1.0, share - 1.0);
    if instant >= ends.instant {
        TermSpan {
            began: ends,
            ends: edge(month + 2.0, share - 2.0),
        }
    } else if instant < began.instant {
        TermSpan {
            began: edge(month - 1.0, share + 1.0),
            ends: began,
        }
    } else {
        TermSpan { began, ends }
    }
}

/// The Gregorian year whose ipchun came last.
fn saju_year(moment: &Moment, term: &TermSpan) -> i64 {
    let civil = moment.local.date();
    // From daeseol in December (20) and sohan in January (22) on.
    let before_ipchun = civil.month() <= 2 && term.began.index >= 20;
    i64::from(civil.year()) - i64::from(before_ipchun)
}

fn clock_of(moment: &Moment, conventions: &Conventions) -> Result<DateTime, Error> {
    let mean = |longitude: f64| {
        if (-180.0..=180.0).contains(&longitude) {
            Ok(longitude * SECONDS_PER_DEGREE_EAST)
        } else {
            Err(Error::LongitudeOutOfRange)
        }
    };
    Ok(match (conventions.solar_time, conventions.daylight) {
        (SolarTime::Off, Daylight::Removed) => moment.standard(),
        (SolarTime::Off, Daylight::Kept) => moment.local,
        (SolarTime::Mean(longitude), _) => moment.greenwich_and(mean(longitude)?),
        (SolarTime::Apparent(longitude), _) => {
            let t = time_scale::centuries(moment.instant.as_second() as f64);
            moment.greenwich_and(mean(longitude)? + sun::equation_of_time(t))
        }
    })
}

fn day_and_hour(clock: DateTime, boundary: DayBoundary) -> (Pillar, Pillar) {
    let midnight = clock.date().to_datetime(jiff::civil::Time::midnight());
    let days = midnight.duration_since(EPOCH).as_secs().div_euclid(86_400);
    let late = clock.hour() == 23;
    // The hour of 子 spans midnight, and belongs to the day that it leads into.
    let hours_day = Pillar::of_day(days + i64::from(late));
    let day = match boundary {
        DayBoundary::Midnight => Pillar::of_day(days),
        DayBoundary::Zi => hours_day,
    };
    let branch = (i64::from(clock.hour()) + 1) / 2 % 12;
    (day, Pillar::of_hour(hours_day, branch))
}

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
