//! The sun as seen from the centre of the Earth.

use std::f64::consts::PI;

use crate::nutation;
use crate::vsop87;

/// Constant of aberration times the share of the orbit's eccentricity, in arc
/// seconds at 1 au (J. Meeus, "Astronomical Algorithms", chapter 25).
const ABERRATION: f64 = 20.4898;
/// From VSOP87's dynamical equinox to that of FK5, in arc seconds (Meeus, 25.9).
const TO_FK5: f64 = -0.09033;
/// IAU 2006 precession in longitude less that of VSOP87D, in arc seconds a
/// century: 5028.796 (N. Capitaine and others, Astronomy and Astrophysics 412,
/// 2003) less 5029.097 (J. Laskar, Astronomy and Astrophysics 157, 1986).
const PRECESSION: f64 = -0.3004;

fn evaluate(series: &[&[(f64, f64, f64)]], t: f64) -> f64 {
    series.iter().rev().fold(0.0, |sum, terms| {
        sum * t
            + terms
                .iter()
                .map(|(a, b, c)| a * (b + c * t).cos())
                .sum::<f64>()
    })
}

fn arc_seconds(value: f64) -> f64 {
    (value / 3600.0).to_radians()
}

/// Apparent ecliptic longitude, in degrees from 0 to 360; `t` is in Julian
/// centuries of TT from J2000.
pub(crate) fn apparent_longitude(t: f64) -> f64 {
    let millennia = t / 10.0;
    let earth = evaluate(vsop87::LONGITUDE, millennia);
    let distance = evaluate(vsop87::DISTANCE, millennia);
    let corrections = TO_FK5 + PRECESSION * t + nutation::in_longitude(t) - ABERRATION / distance;
    // Seen from the Earth, the sun is where the Earth is not.
    let longitude = (earth + PI + arc_seconds(corrections)).to_degrees();
    // The remainder of a tiny negative number is rounded up to the whole circle.
    longitude.rem_euclid(360.0) % 360.0
}

/// Apparent solar time less mean solar time, in seconds.
///
/// The sun's mean longitude (Meeus, 28.2) less its right ascension; the nutation
/// of the equinox is in both of them and falls out but for a twentieth of a second.
pub(crate) fn equation_of_time(t: f64) -> f64 {
    let mean = 280.466_456_7 + 36_000.769_827_79 * t + 0.000_303_2 * t * t;
    let obliquity = (23.439_291_1 - 0.013_004_2 * t).to_radians();
    let longitude = (apparent_longitude(t) - nutation::in_longitude(t) / 3600.0).to_radians();
    let ascension = (obliquity.cos() * longitude.sin())
        .atan2(longitude.cos())
        .to_degrees();
    // The constant is the aberration of the mean sun.
    let degrees = (mean - 0.005_718_3 - ascension + 180.0).rem_euclid(360.0) - 180.0;
    degrees * 240.0
}
