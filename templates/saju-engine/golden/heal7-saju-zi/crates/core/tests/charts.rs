//! Whole charts, at the edges where conventions matter.

use saju_core::{
    BRANCHES, Birth, Chart, Conventions, DayBoundary, Daylight, Error, Fold, Pillar, STEMS,
    SolarTime, chart,
};

fn hanja(pillar: Pillar) -> String {
    let stem = STEMS[usize::from(pillar.stem())].hanja;
    let branch = BRANCHES[usize::from(pillar.branch())].hanja;
    format!("{stem}{branch}")
}

fn cast(local: &str, conventions: Conventions) -> Chart {
    chart(Birth::parse(local, None).expect("a time"), &conventions).expect("a chart")
}

fn pillars(local: &str, conventions: Conventions) -> String {
    let chart = cast(local, conventions);
    [chart.year, chart.month, chart.day, chart.hour]
        .map(hanja)
        .join(" ")
}

/// Ipchun of 2013 was at 0:13 in Hong Kong, so at 1:13 in Seoul (source: see
/// solar_terms.rs).
#[test]
fn year_and_month_change_at_ipchun() {
    let before = cast("2013-02-04T01:12", Conventions::default());
    let after = cast("2013-02-04T01:14", Conventions::default());
    assert_eq!(
        (hanja(before.year), hanja(before.month)),
        ("壬辰".into(), "癸丑".into())
    );
    assert_eq!(
        (hanja(after.year), hanja(after.month)),
        ("癸巳".into(), "甲寅".into())
    );
    assert_eq!((before.day, before.hour), (after.day, after.hour));
}

/// Daeseol of 2008 was on December 7 at 3:02:12 in Seoul.
#[test]
fn the_month_alone_changes_at_other_terms() {
    let before = cast("2008-12-07T03:01", Conventions::default());
    let after = cast("2008-12-07T03:03", Conventions::default());
    assert_eq!(
        (hanja(before.year), hanja(before.month)),
        ("戊子".into(), "癸亥".into())
    );
    assert_eq!(
        (hanja(after.year), hanja(after.month)),
        ("戊子".into(), "甲子".into())
    );
}

#[test]
fn january_belongs_to_the_year_before() {
    assert_eq!(
        pillars("2000-01-01T12:00", Conventions::default()),
        "己卯 丙子 戊午 戊午"
    );
}

#[test]
fn the_day_changes_at_midnight_or_with_the_hour_of_zi() {
    let zi = Conventions {
        day_boundary: DayBoundary::Zi,
        ..Conventions::default()
    };
    assert_eq!(pillars("2000-01-01T22:59", zi), "己卯 丙子 戊午 癸亥");
    assert_eq!(pillars("2000-01-01T23:00", zi), "己卯 丙子 己未 甲子");
    assert_eq!(
        pillars("2000-01-01T23:00", Conventions::default()),
        "己卯 丙子 戊午 甲子"
    );
    assert_eq!(
        pillars("2000-01-02T00:00", Conventions::default()),
        "己卯 丙子 己未 甲子"
    );
}

/// In the summer of the Olympics clocks were an hour ahead.
#[test]
fn summer_time_is_taken_back_or_kept() {
    let kept = Conventions {
        daylight: Daylight::Kept,
        ..Conventions::default()
    };
    let removed = cast("1988-08-01T00:30", Conventions::default());
    assert_eq!(removed.clock.to_string(), "1988-07-31T23:30:00");
    assert!(removed.summer_time);
    assert_eq!(removed.offset_seconds, 36_000);
    let day = |conventions| cast("1988-08-01T00:30", conventions).day.index();
    assert_eq!(day(kept), (day(Conventions::default()) + 1) % 60);
}

/// The meridian of 127 degrees is 8 degrees west of that of Korean time, 32
/// minutes; the days are those on which the equation of time is at its ends.
#[test]
fn solar_time_is_that_of_the_place() {
    let clock = |local, solar_time| {
        cast(
            local,
            Conventions {
                solar_time,
                ..Conventions::default()
            },
        )
        .clock
        .to_string()
    };
    assert_eq!(
        clock("2000-11-03T12:00", SolarTime::Mean(127.0)),
        "2000-11-03T11:28:00"
    );
    let november = clock("2000-11-03T12:00", SolarTime::Apparent(127.0));
    assert!(november.starts_with("2000-11-03T11:44:2"), "{november}");
    let february = clock("2000-02-11T12:00", SolarTime::Apparent(127.0));
    assert!(february.starts_with("2000-02-11T11:13:4"), "{february}");
}

#[test]
fn solar_time_refuses_a_longitude_that_is_none() {
    let birth = Birth::parse("2000-01-01T00:00", None).expect("a time");
    for longitude in [180.1, f64::NAN] {
        let conventions = Conventions {
            solar_time: SolarTime::Mean(longitude),
            ..Conventions::default()
        };
        assert_eq!(chart(birth, &conventions), Err(Error::LongitudeOutOfRange));
    }
}

#[test]
fn the_second_of_two_equal_times_is_an_hour_later() {
    let at = |fold| {
        let birth = Birth::parse("1988-10-09T02:30", Some(fold)).expect("a time");
        chart(birth, &Conventions::default()).expect("a chart")
    };
    let (first, second) = (at(Fold::First), at(Fold::Second));
    assert_eq!(
        second.instant.as_second() - first.instant.as_second(),
        3_600
    );
    assert!(first.summer_time && !second.summer_time);
}

#[test]
fn a_refusal_says_what_to_do_and_repeats_nothing() {
    let skipped = Birth::parse("1988-05-08T02:30", None).expect("a time");
    let error = chart(skipped, &Conventions::default()).expect_err("skipped");
    assert_eq!(error.code(), "nonexistent-local-time");
    assert_eq!(error.field(), "localTime");
    assert!(!error.to_string().contains("1988"));
}
