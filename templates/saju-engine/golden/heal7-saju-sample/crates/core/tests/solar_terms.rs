//! Instants of solar terms against published ones.

use jiff::tz::Offset;
use saju_core::terms_of_year;

/// Korean Standard Time.
const KST: Offset = Offset::constant(9);
const HONG_KONG: Offset = Offset::constant(8);

/// Sohan to dongji of 2008 in Korean Standard Time, to the second: figures of the
/// Korea Astronomy and Space Science Institute (KASI), as quoted in question 67098
/// of its own forum (astro.kasi.re.kr/community/post/qna/67098, 2020-05-17).
const KASI_2008: [&str; 24] = [
    "2008-01-06T08:24:45",
    "2008-01-21T01:43:26",
    "2008-02-04T20:00:19",
    "2008-02-19T15:49:28",
    "2008-03-05T13:58:43",
    "2008-03-20T14:48:12",
    "2008-04-04T18:45:45",
    "2008-04-20T01:51:01",
    "2008-05-05T12:03:20",
    "2008-05-21T01:00:48",
    "2008-06-05T16:11:37",
    "2008-06-21T08:59:16",
    "2008-07-07T02:26:45",
    "2008-07-22T19:54:43",
    "2008-08-07T12:16:05",
    "2008-08-23T03:02:09",
    "2008-09-07T15:14:02",
    "2008-09-23T00:44:24",
    "2008-10-08T06:56:32",
    "2008-10-23T10:08:33",
    "2008-11-07T10:10:28",
    "2008-11-22T07:44:14",
    "2008-12-07T03:02:12",
    "2008-12-21T21:03:40",
];

/// Sohan to dongji of 2008 in Japan Standard Time, which is that of Korea, to the
/// minute: calendar summary (暦要項) of the National Astronomical Observatory of
/// Japan, as reprinted in shidaikyo.or.jp/newspaper/online/2269/4_3.html. Two of its
/// times are misprinted there as dates (12月3日 for 12時3分, 3月2日 for 3時2分).
const JAPAN_2008: [&str; 24] = [
    "2008-01-06T08:25",
    "2008-01-21T01:44",
    "2008-02-04T20:00",
    "2008-02-19T15:50",
    "2008-03-05T13:59",
    "2008-03-20T14:48",
    "2008-04-04T18:46",
    "2008-04-20T01:51",
    "2008-05-05T12:03",
    "2008-05-21T01:01",
    "2008-06-05T16:12",
    "2008-06-21T08:59",
    "2008-07-07T02:27",
    "2008-07-22T19:55",
    "2008-08-07T12:16",
    "2008-08-23T03:02",
    "2008-09-07T15:14",
    "2008-09-23T00:45",
    "2008-10-08T06:57",
    "2008-10-23T10:09",
    "2008-11-07T10:11",
    "2008-11-22T07:44",
    "2008-12-07T03:02",
    "2008-12-21T21:04",
];

/// Sohan to dongji of 2013 in Hong Kong Time, to the minute: Hong Kong Observatory,
/// www.hko.gov.hk/sc/gts/astron2013/Solar_Term_2013.htm.
const HONG_KONG_2013: [&str; 24] = [
    "2013-01-05T12:34",
    "2013-01-20T05:52",
    "2013-02-04T00:13",
    "2013-02-18T20:02",
    "2013-03-05T18:15",
    "2013-03-20T19:02",
    "2013-04-04T23:02",
    "2013-04-20T06:03",
    "2013-05-05T16:18",
    "2013-05-21T05:09",
    "2013-06-05T20:23",
    "2013-06-21T13:04",
    "2013-07-07T06:35",
    "2013-07-22T23:56",
    "2013-08-07T16:20",
    "2013-08-23T07:02",
    "2013-09-07T19:16",
    "2013-09-23T04:44",
    "2013-10-08T10:58",
    "2013-10-23T14:10",
    "2013-11-07T14:14",
    "2013-11-22T11:48",
    "2013-12-07T07:09",
    "2013-12-22T01:11",
];

fn furthest(year: i16, offset: Offset, published: [&str; 24]) -> i64 {
    terms_of_year(year)
        .iter()
        .zip(published)
        .map(|(term, text)| {
            let local = text.parse().expect("a date and time");
            let instant = offset.to_timestamp(local).expect("an instant");
            (term.instant.as_second() - instant.as_second()).abs()
        })
        .max()
        .expect("24 terms")
}

/// All of those figures are 6 to 8 seconds before ours and those of modern theory,
/// as a difference of TT and UTC foretold some years before would make them.
#[test]
fn within_seconds_of_kasi() {
    let seconds = furthest(2008, KST, KASI_2008);
    assert!(seconds <= 10, "{seconds} s");
}

#[test]
fn within_the_rounding_of_the_observatory_of_japan() {
    let seconds = furthest(2008, KST, JAPAN_2008);
    assert!(seconds <= 30 + 3, "{seconds} s");
}

#[test]
fn within_the_rounding_of_the_hong_kong_observatory() {
    let seconds = furthest(2013, HONG_KONG, HONG_KONG_2013);
    assert!(seconds <= 30 + 3, "{seconds} s");
}

#[test]
fn come_in_order_and_belong_to_their_year() {
    for year in 1900..=2100 {
        let terms = terms_of_year(year);
        assert_eq!(terms[0].index, 22, "sohan first");
        assert!(terms.is_sorted_by_key(|term| term.instant));
        for term in terms {
            assert_eq!(Offset::UTC.to_datetime(term.instant).year(), year);
        }
    }
}
