//! What holds for every birth time.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use saju_core::{Birth, Chart, Conventions, DayBoundary, Daylight, Error, Fold, SolarTime, chart};

/// Seconds of the Unix era from 1900-01-02 to 2100-12-30.
const SECONDS: std::ops::Range<i64> = -2_208_902_400..4_133_808_000;
/// After 1988 Seoul has kept UTC+9 throughout.
const STEADY: std::ops::Range<i64> = 631_152_000..4_133_808_000;
const DAY: i64 = 86_400;

fn seoul(unix: i64) -> DateTime {
    let instant = Timestamp::from_second(unix).expect("in range");
    jiff::tz::Offset::constant(9).to_datetime(instant)
}

fn cast(local: DateTime, conventions: &Conventions) -> Result<Chart, Error> {
    let text = local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    match Birth::parse(&text, None).and_then(|birth| chart(birth, conventions)) {
        Err(Error::AmbiguousTime) => chart(Birth::parse(&text, Some(Fold::First))?, conventions),
        answer => answer,
    }
}

fn conventions() -> impl Strategy<Value = Conventions> {
    let boundary = prop_oneof![Just(DayBoundary::Midnight), Just(DayBoundary::Zi)];
    let daylight = prop_oneof![Just(Daylight::Removed), Just(Daylight::Kept)];
    let solar_time = prop_oneof![
        Just(SolarTime::Off),
        (-180.0..=180.0).prop_map(SolarTime::Mean),
        (-180.0..=180.0).prop_map(SolarTime::Apparent),
    ];
    (boundary, daylight, solar_time).prop_map(|(day_boundary, daylight, solar_time)| Conventions {
        day_boundary,
        daylight,
        solar_time,
    })
}

proptest! {
    #[test]
    fn every_time_has_a_chart_or_was_skipped(unix in SECONDS, conventions in conventions()) {
        match cast(seoul(unix), &conventions) {
            Err(error) => prop_assert_eq!(error, Error::NonexistentTime),
            Ok(chart) => {
                prop_assert!(chart.term.began.instant <= chart.instant);
                prop_assert!(chart.instant < chart.term.ends.instant);
                prop_assert_eq!(chart.term.began.index % 2, 0);
                prop_assert_eq!((chart.term.began.index + 2) % 24, chart.term.ends.index);
                prop_assert_eq!(chart.month.branch(), (2 + chart.term.began.index / 2) % 12);
            }
        }
    }

    #[test]
    fn year_and_month_are_of_the_instant_alone(unix in SECONDS, one in conventions()) {
        let standard = Conventions::default();
        if let (Ok(a), Ok(b)) = (cast(seoul(unix), &standard), cast(seoul(unix), &one)) {
            prop_assert_eq!((a.year, a.month, a.term), (b.year, b.month, b.term));
        }
    }

    #[test]
    fn months_follow_each_other_also_over_the_year(unix in STEADY) {
        let conventions = Conventions::default();
        let chart = cast(seoul(unix), &conventions).expect("a chart");
        let edge = chart.term.ends.instant.as_second();
        // The last month of 2100 ends in a year for which there are no charts.
        if let Ok(last) = cast(seoul(edge - 1), &conventions) {
            prop_assert_eq!((last.year, last.month), (chart.year, chart.month));
        }
        if let Ok(next) = cast(seoul(edge), &conventions) {
            prop_assert_eq!(next.month.index(), (chart.month.index() + 1) % 60);
            let ipchun = u8::from(chart.term.ends.index == 0);
            prop_assert_eq!(next.year.index(), (chart.year.index() + ipchun) % 60);
        }
    }

    #[test]
    fn a_day_later_the_day_is_one_on(unix in STEADY, one in conventions()) {
        prop_assume!(one.solar_time == SolarTime::Off);
        let today = cast(seoul(unix), &one).expect("a chart");
        if let Ok(tomorrow) = cast(seoul(unix + DAY), &one) {
            prop_assert_eq!(tomorrow.day.index(), (today.day.index() + 1) % 60);
            prop_assert_eq!(tomorrow.hour.branch(), today.hour.branch());
        }
    }

    #[test]
    fn two_hours_later_the_hour_is_one_on(unix in STEADY, one in conventions()) {
        // True solar time runs up to half a minute a day fast or slow.
        prop_assume!(!matches!(one.solar_time, SolarTime::Apparent(_)));
        let now = cast(seoul(unix), &one).expect("a chart");
        if let Ok(then) = cast(seoul(unix + 7_200), &one) {
            prop_assert_eq!(then.hour.index(), (now.hour.index() + 1) % 60);
        }
    }

    #[test]
    fn the_boundaries_differ_in_the_last_hour_alone(unix in SECONDS) {
        let zi = Conventions { day_boundary: DayBoundary::Zi, ..Conventions::default() };
        if let (Ok(a), Ok(b)) = (cast(seoul(unix), &Conventions::default()), cast(seoul(unix), &zi)) {
            let late = u8::from(a.clock.hour() == 23);
            prop_assert_eq!(b.day.index(), (a.day.index() + late) % 60);
            prop_assert_eq!(a.hour, b.hour);
        }
    }

    /// In these two centuries the equation of time lies between -14 min 28 s and
    /// +16 min 31 s, by ephem; its extremes move as the orbit turns.
    #[test]
    fn true_solar_time_stays_near_the_mean(unix in SECONDS, longitude in 124.0..132.0) {
        let at = |solar_time| cast(seoul(unix), &Conventions { solar_time, ..Conventions::default() });
        if let (Ok(mean), Ok(truth)) = (at(SolarTime::Mean(longitude)), at(SolarTime::Apparent(longitude))) {
            let ahead = truth.clock.duration_since(mean.clock);
            prop_assert!(ahead > SignedDuration::from_secs(-14 * 60 - 30), "{ahead}");
            prop_assert!(ahead < SignedDuration::from_secs(16 * 60 + 33), "{ahead}");
        }
    }

    #[test]
    fn no_text_breaks_it(text in "\\PC{0,24}", digits in "[0-9T:+-]{16}|[0-9T:+-]{19}") {
        let _ = Birth::parse(&text, None);
        let _ = Birth::parse(&digits, Some(Fold::Second));
    }
}
