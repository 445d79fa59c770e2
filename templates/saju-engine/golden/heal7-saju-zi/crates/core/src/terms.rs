//! The twenty-four solar terms: the instants at which the sun's apparent
//! longitude is a multiple of 15 degrees.

use jiff::Timestamp;

use crate::cycle::Name;
use crate::{sun, time_scale};

const fn name(hanja: &'static str, hangul: &'static str, romanised: &'static str) -> Name {
    Name {
        hanja,
        hangul,
        romanised,
    }
}

/// By longitude, from ipchun at 315 degrees on. Those with an even index begin a
/// month (節), the others are in the middle of one (中).
pub const TERM_NAMES: [Name; 24] = [
    name("立春", "입춘", "ipchun"),
    name("雨水", "우수", "usu"),
    name("驚蟄", "경칩", "gyeongchip"),
    name("春分", "춘분", "chunbun"),
    name("淸明", "청명", "cheongmyeong"),
    name("穀雨", "곡우", "gogu"),
    name("立夏", "입하", "ipha"),
    name("小滿", "소만", "soman"),
    name("芒種", "망종", "mangjong"),
    name("夏至", "하지", "haji"),
    name("小暑", "소서", "soseo"),
    name("大暑", "대서", "daeseo"),
    name("立秋", "입추", "ipchu"),
    name("處暑", "처서", "cheoseo"),
    name("白露", "백로", "baengno"),
    name("秋分", "추분", "chubun"),
    name("寒露", "한로", "hallo"),
    name("霜降", "상강", "sanggang"),
    name("立冬", "입동", "ipdong"),
    name("小雪", "소설", "soseol"),
    name("大雪", "대설", "daeseol"),
    name("冬至", "동지", "dongji"),
    name("小寒", "소한", "sohan"),
    name("大寒", "대한", "daehan"),
];

const DEGREES_APART: f64 = 15.0;
/// The sun's mean motion: a tropical year for a full circle.
const SECONDS_PER_DEGREE: f64 = 365.2422 * 86_400.0 / 360.0;
/// Twice the eccentricity of the Earth's orbit.
const UNEVENNESS: f64 = 0.0334;
/// Where the sun is fastest, in degrees from ipchun.
const FASTEST: f64 = 283.0 + 45.0;
/// Seconds. After a step as short as this the next one would not be seen.
const ENOUGH: f64 = 1.0;

/// One of the twenty-four, and when it came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SolarTerm {
    /// 0 (ipchun) to 23 (daehan): index into [`TERM_NAMES`].
    pub index: u8,
    /// To the second.
    pub instant: Timestamp,
}

/// Degrees that the sun has gone since ipchun, from 0 to 360.
pub(crate) fn degrees_from_ipchun(unix: f64) -> f64 {
    (sun::apparent_longitude(time_scale::centuries(unix)) + 45.0) % 360.0
}

/// The term that many degrees after ipchun which is nearest to `guess`.
pub(crate) fn near(degrees: f64, guess: f64) -> SolarTerm {
    let mut unix = guess;
    loop {
        let here = degrees_from_ipchun(unix);
        let ahead = (degrees - here + 180.0).rem_euclid(360.0) - 180.0;
        // Half-way the sun has its mean speed for the way, but for terms of the
        // eccentricity squared: each step leaves a thousandth of it.
        let half_way = (here + ahead / 2.0 - FASTEST).to_radians();
        let step = ahead * SECONDS_PER_DEGREE / (1.0 + UNEVENNESS * half_way.cos());
        unix += step;
        if step.abs() < ENOUGH {
            break;
        }
    }
    SolarTerm {
        index: (degrees / DEGREES_APART) as u8,
        instant: Timestamp::from_second(unix.round() as i64).unwrap_or_default(),
    }
}

/// All terms whose instant is in a year of the Gregorian calendar by UTC, in
/// order: sohan first, dongji last.
pub fn terms_of_year(year: i16) -> [SolarTerm; 24] {
    // Sohan is near the fifth of January.
    let sohan = (f64::from(year) - 1970.0) * SECONDS_PER_DEGREE * 360.0 + 5.0 * 86_400.0;
    let mut guess = sohan;
    std::array::from_fn(|place| {
        let term = near(((place + 22) % 24) as f64 * DEGREES_APART, guess);
        guess = term.instant.as_second() as f64 + DEGREES_APART * SECONDS_PER_DEGREE;
        term
    })
}
