//! From civil time to Terrestrial Time (TT), which the sun's motion is given in.
//!
//! Since 1972 civil time is UTC and the difference is exact: 32.184 s and the leap
//! seconds of IERS Bulletin C. Before that it is that of universal time (ΔT), here
//! by the polynomials of F. Espenak and J. Meeus ("Polynomial Expressions for
//! Delta T", NASA Eclipse Web Site, 2006), which follow the observed values within a second.
//! In the future the last known difference is kept: leap seconds cannot be
//! foretold, and none may come any more after 2035 (27th CGPM, resolution 4).

/// Year and month (January or July) from whose first day on UTC is behind TAI
/// by so many seconds.
const LEAP_SECONDS: [(i64, u8, f64); 28] = [
    (1972, 1, 10.0),
    (1972, 7, 11.0),
    (1973, 1, 12.0),
    (1974, 1, 13.0),
    (1975, 1, 14.0),
    (1976, 1, 15.0),
    (1977, 1, 16.0),
    (1978, 1, 17.0),
    (1979, 1, 18.0),
    (1980, 1, 19.0),
    (1981, 7, 20.0),
    (1982, 7, 21.0),
    (1983, 7, 22.0),
    (1985, 7, 23.0),
    (1988, 1, 24.0),
    (1990, 1, 25.0),
    (1991, 1, 26.0),
    (1992, 7, 27.0),
    (1993, 7, 28.0),
    (1994, 7, 29.0),
    (1996, 1, 30.0),
    (1997, 7, 31.0),
    (1999, 1, 32.0),
    (2006, 1, 33.0),
    (2009, 1, 34.0),
    (2012, 7, 35.0),
    (2015, 7, 36.0),
    (2017, 1, 37.0),
];
const TT_FROM_TAI: f64 = 32.184;
const SECONDS_PER_DAY: f64 = 86_400.0;
/// 2000-01-01 12:00 as seconds of the Unix era.
const J2000_UNIX: f64 = 946_728_000.0;
const DAYS_PER_CENTURY: f64 = 36_525.0;
const DAYS_PER_YEAR: f64 = 365.25;

/// Days from 1970-01-01 to the first of January or July.
const fn day_number(year: i64, month: u8) -> i64 {
    let before = year - 1;
    let january = before * 365 + before / 4 - before / 100 + before / 400 - 719_162;
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let to_july = if leap { 182 } else { 181 };
    january + if month == 7 { to_july } else { 0 }
}

/// TT minus civil time, in seconds, at a second of the Unix era.
pub(crate) fn tt_minus_civil(unix: f64) -> f64 {
    let since = |&&(year, month, _): &&(i64, u8, f64)| {
        unix >= day_number(year, month) as f64 * SECONDS_PER_DAY
    };
    match LEAP_SECONDS.iter().rev().find(since) {
        Some((_, _, seconds)) => TT_FROM_TAI + seconds,
        None => delta_t(2000.0 + (unix - J2000_UNIX) / SECONDS_PER_DAY / DAYS_PER_YEAR),
    }
}

/// ΔT in seconds at a decimal year before 1972.
fn delta_t(year: f64) -> f64 {
    let horner = |from: f64, coefficients: &[f64]| {
        let t = year - from;
        coefficients.iter().rev().fold(0.0, |sum, c| sum * t + c)
    };
    if year < 1900.0 {
        horner(
            1860.0,
            &[
                7.62,
                0.5737,
                -0.251754,
                0.01680668,
                -0.0004473624,
                1.0 / 233_174.0,
            ],
        )
    } else if year < 1920.0 {
        horner(1900.0, &[-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197])
    } else if year < 1941.0 {
        horner(1920.0, &[21.20, 0.84493, -0.076100, 0.0020936])
    } else if year < 1961.0 {
        horner(1950.0, &[29.07, 0.407, -1.0 / 233.0, 1.0 / 2547.0])
    } else {
        horner(1975.0, &[45.45, 1.067, -1.0 / 260.0, -1.0 / 718.0])
    }
}

/// Julian centuries of TT from J2000 at a second of the Unix era.
pub(crate) fn centuries(unix: f64) -> f64 {
    (unix + tt_minus_civil(unix) - J2000_UNIX) / SECONDS_PER_DAY / DAYS_PER_CENTURY
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 86_400.0;

    #[test]
    fn its_pieces_join_before_1972() {
        for year in [1900.0, 1920.0, 1941.0, 1961.0] {
            let jump = delta_t(year) - delta_t(year - 1e-6);
            assert!(jump.abs() < 0.3, "{year}: {jump}");
        }
    }

    #[test]
    fn goes_over_to_utc_without_a_jump() {
        let start = day_number(1972, 1) as f64 * DAY;
        assert!((tt_minus_civil(start - 1.0) - tt_minus_civil(start)).abs() < 0.2);
    }

    #[test]
    fn counts_each_leap_second_from_its_day_on() {
        let start = day_number(2017, 1) as f64 * DAY;
        assert_eq!(start, 1_483_228_800.0);
        assert_eq!(tt_minus_civil(start - 1.0), 68.184);
        assert_eq!(tt_minus_civil(start), 69.184);
        assert_eq!(day_number(1992, 7) as f64 * DAY, 709_948_800.0);
        assert_eq!(day_number(1970, 1), 0);
    }

    #[test]
    fn keeps_the_last_difference_in_the_future() {
        assert_eq!(tt_minus_civil(day_number(2100, 7) as f64 * DAY), 69.184);
    }
}
