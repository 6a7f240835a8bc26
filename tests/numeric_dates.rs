//! `NumericDate` values and moments: read from text without loss, compared, worded. The Unix seconds were worked out with
//! Python's `datetime`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cmp::Ordering;

use token_debugger::domain::numeric_date::NumericDate;
use token_debugger::domain::time::{
    FIRST_SECOND, LAST_SECOND, TimeError, UnixTime, Zone, word_duration, word_relative,
};

/// 2025-11-21T19:16:32Z
const NOW: UnixTime = UnixTime(1_763_752_592);

fn at(second: i64, nanos: u32) -> NumericDate {
    NumericDate::At { second: UnixTime(second), nanos }
}

#[test]
fn a_whole_number_is_that_second() {
    assert_eq!(NumericDate::parse("1763752592"), Some(at(NOW.0, 0)));
    assert_eq!(NumericDate::parse("0"), Some(at(0, 0)));
    assert_eq!(NumericDate::parse("-1"), Some(at(-1, 0)));
}

#[test]
fn a_fraction_is_kept_to_the_nanosecond() {
    assert_eq!(NumericDate::parse("1763752592.5"), Some(at(NOW.0, 500_000_000)));
    assert_eq!(NumericDate::parse("1763752592.123456789"), Some(at(NOW.0, 123_456_789)));
    assert_eq!(NumericDate::parse("1763752592.000000000"), Some(at(NOW.0, 0)));
}

#[test]
fn what_is_finer_than_a_nanosecond_is_not_nothing() {
    assert_eq!(NumericDate::parse("1763752592.0000000001"), Some(at(NOW.0, 1)));
    assert_eq!(NumericDate::parse("1e-1000"), Some(at(0, 1)));
    assert_eq!(NumericDate::parse("1e-999999999999999999999"), Some(at(0, 1)));
}

#[test]
fn before_1970_the_second_is_the_one_before_the_moment() {
    assert_eq!(NumericDate::parse("-0.5"), Some(at(-1, 500_000_000)));
    assert_eq!(NumericDate::parse("-1.25"), Some(at(-2, 750_000_000)));
    assert_eq!(NumericDate::parse("-1e-1000"), Some(at(-1, 999_999_999)));
    assert_eq!(NumericDate::parse("-0"), Some(at(0, 0)));
}

#[test]
fn an_exponent_moves_the_point() {
    for same in
        ["1763752592e0", "1.763752592e9", "1.763752592E+9", "17637525920e-1", "0.1763752592e10", "1763752592000E-3"]
    {
        assert_eq!(NumericDate::parse(same), Some(at(NOW.0, 0)), "{same}");
    }
    assert_eq!(NumericDate::parse("17637525925e-1"), Some(at(NOW.0, 500_000_000)));
}

#[test]
fn the_years_1_to_9999_are_in_range() {
    assert_eq!((FIRST_SECOND, LAST_SECOND), (-62_135_596_800, 253_402_300_799));
    assert_eq!(NumericDate::parse("-62135596800"), Some(at(FIRST_SECOND, 0)));
    assert_eq!(NumericDate::parse("-62135596800.1"), Some(NumericDate::TooEarly));
    assert_eq!(NumericDate::parse("-62135596801"), Some(NumericDate::TooEarly));
    assert_eq!(NumericDate::parse("253402300799.999999999"), Some(at(LAST_SECOND, 999_999_999)));
    assert_eq!(NumericDate::parse("253402300800"), Some(NumericDate::TooLate));
    for huge in ["1e400", "999999999999999999999999", "1e99999999999999999999999999"] {
        assert_eq!(NumericDate::parse(huge), Some(NumericDate::TooLate), "{huge}");
        assert_eq!(NumericDate::parse(&format!("-{huge}")), Some(NumericDate::TooEarly), "{huge}");
    }
    assert_eq!(NumericDate::parse("0e99999999999999999999999999"), Some(at(0, 0)));
    assert_eq!(NumericDate::parse("0.000000000001e21"), Some(at(1_000_000_000, 0)));
}

#[test]
fn what_is_no_number_is_no_date() {
    for text in [
        "",
        "-",
        "soon",
        "1763752592 ",
        "+1",
        "0x10",
        "1e",
        "1e+",
        "NaN",
        "Infinity",
        ".5",
        "1_000",
        "１",
        "--1",
        "1e1.5",
        "1.",
        "1.e5",
        "01",
        "-00",
    ] {
        assert_eq!(NumericDate::parse(text), None, "{text:?}");
        assert_eq!(NumericDate::as_milliseconds(text), None, "{text:?}");
    }
}

#[test]
fn dates_lie_in_the_order_of_time() {
    let order = ["-1e400", "-1.5", "-1", "-0.5", "0", "1e-400", "1763752592", "1763752592.5", "253402300799", "1e400"];
    let dates: Vec<_> = order.iter().map(|text| NumericDate::parse(text).unwrap()).collect();
    assert!(dates.is_sorted_by(|a, b| a < b), "{dates:?}");
}

#[test]
fn a_date_is_compared_with_a_moment_to_the_fraction() {
    let compare = |text: &str| NumericDate::parse(text).unwrap().compare(NOW);
    assert_eq!(compare("1763752592.0"), Ordering::Equal);
    assert_eq!(compare("1763752592.0000000000000000000000001"), Ordering::Greater);
    assert_eq!(compare("1763752591.9999999999999999999999999"), Ordering::Less);
    assert_eq!(compare("1e400"), Ordering::Greater);
    assert_eq!(compare("-1e400"), Ordering::Less);
}

#[test]
fn milliseconds_are_recognized_in_the_years_2001_to_2099() {
    assert_eq!(NumericDate::as_milliseconds("1763752592000"), Some(NOW));
    assert_eq!(NumericDate::as_milliseconds("1763752592999.5"), Some(NOW));
    assert_eq!(NumericDate::as_milliseconds("1.763752592e12"), Some(NOW));
    assert_eq!(NumericDate::as_milliseconds("978307200000"), Some(UnixTime(978_307_200)));
    assert_eq!(NumericDate::as_milliseconds("978307199999"), None);
    assert_eq!(NumericDate::as_milliseconds("4102444799999"), Some(UnixTime(4_102_444_799)));
    assert_eq!(NumericDate::as_milliseconds("4102444800000"), None);
    for seconds in ["1763752592", "253402300799", "-1763752592000", "1763752592000000"] {
        assert_eq!(NumericDate::as_milliseconds(seconds), None, "{seconds}");
    }
}

#[test]
fn moments_are_read_in_three_ways() {
    for same in [
        "1763752592",
        " 1763752592\n",
        "2025-11-21T19:16:32Z",
        "2025-11-21t19:16:32z",
        "2025-11-21 19:16:32Z",
        "2025-11-21T20:16:32+01:00",
        "2025-11-21T19:16:32.999Z",
        "Fri, 21 Nov 2025 19:16:32 GMT",
    ] {
        assert_eq!(UnixTime::parse(same), Ok(NOW), "{same}");
    }
    assert_eq!(UnixTime::parse("-1"), Ok(UnixTime(-1)));
    assert_eq!(UnixTime::parse("2000-02-29T23:59:59Z"), Ok(UnixTime(951_868_799)));
}

#[test]
fn what_is_no_moment_is_refused_with_a_way_out() {
    for text in
        ["", "now", "19:16:32", "2025-11-21", "2025-02-29T00:00:00Z", "2025-11-21T19:16:32", "1763752592.5", "1e9"]
    {
        assert_eq!(UnixTime::parse(text), Err(TimeError::NotATime), "{text}");
    }
    for text in ["253402300800", "-62135596801", "9223372036854775807", "99999999999999999999"] {
        assert_eq!(UnixTime::parse(text), Err(TimeError::OutOfRange), "{text}");
    }
    assert!(TimeError::NotATime.advice().contains("RFC 3339"));
}

#[test]
fn a_moment_of_today_is_worded_without_its_date() {
    let word = |second: i64| UnixTime(second).word_utc(NOW);
    assert_eq!(word(1_763_752_400), "19:13:20 UTC");
    assert_eq!(word(1_763_683_200), "00:00:00 UTC");
    assert_eq!(word(1_763_683_199), "2025-11-20 23:59:59 UTC");
    assert_eq!(word(1_763_769_600), "2025-11-22 00:00:00 UTC");
    assert_eq!(NOW.word_utc_full(), "2025-11-21 19:16:32 UTC");
    assert_eq!(NOW.to_rfc3339(), "2025-11-21T19:16:32Z");
    assert_eq!(UnixTime(FIRST_SECOND).to_rfc3339(), "0001-01-01T00:00:00Z");
    assert_eq!(UnixTime(LAST_SECOND).to_rfc3339(), "9999-12-31T23:59:59Z");
}

/// The rule of Berlin in 2026: summer time from 29 March to 25 October, both at 01:00 UTC.
const BERLIN: Zone =
    Zone::new(|moment| if moment.0 >= 1_774_746_000 && moment.0 < 1_792_890_000 { 7_200 } else { 3_600 });

#[test]
fn local_times_are_those_of_the_zone() {
    assert_eq!(NOW.word_local(NOW, BERLIN), "20:16:32 local");
    // 23:30 UTC is the next day there.
    assert_eq!(UnixTime(1_763_767_800).word_local(NOW, BERLIN), "2025-11-22 00:30:00 local");
    assert_eq!(NOW.to_date_and_time(BERLIN), ("2025-11-21".to_owned(), "20:16:32".to_owned()));
}

/// 2025-11-21 19:16:32 UTC, in a zone that is an hour and a half ahead.
#[test]
fn a_moment_in_full_has_its_date_also_today() {
    const AHEAD: Zone = Zone::new(|_| 5_400);
    assert_eq!(NOW.word_utc_full(), "2025-11-21 19:16:32 UTC");
    assert_eq!(NOW.word_local_full(AHEAD), "2025-11-21 20:46:32 local");
}

#[test]
fn date_and_time_lead_back_to_their_moment() {
    for second in [NOW.0, 0, 1_774_745_999, 1_774_746_000, 1_782_000_000, 1_792_886_399, 1_792_890_000, 1_792_900_000] {
        let (date, time) = UnixTime(second).to_date_and_time(BERLIN);
        let back = UnixTime::from_date_and_time(&date, &time, BERLIN).unwrap();
        assert_eq!(back.to_date_and_time(BERLIN), (date, time), "{second}");
    }
    let moment = |time: &str| UnixTime::from_date_and_time("2025-11-21", time, BERLIN);
    assert_eq!(moment("20:16:32"), Ok(NOW));
    assert_eq!(moment("20:16"), Ok(UnixTime(NOW.0 - 32)));
    assert_eq!(moment("24:00"), Err(TimeError::NotATime));
    assert_eq!(UnixTime::from_date_and_time("2025-02-29", "00:00", Zone::UTC), Err(TimeError::NotATime));
    assert_eq!(UnixTime::from_date_and_time("+99999-01-01", "00:00", Zone::UTC), Err(TimeError::OutOfRange));
}

#[test]
fn durations_have_their_two_largest_units() {
    for (seconds, words) in [
        (0, "0 s"),
        (12, "12 s"),
        (60, "1 min"),
        (192, "3 min 12 s"),
        (3_600, "1 h"),
        (3_601, "1 h"),
        (7_500, "2 h 5 min"),
        (86_400, "1 d"),
        (273_600, "3 d 4 h"),
        (365 * 86_400, "1 year"),
        (744 * 86_400, "2 years 14 d"),
        (-192, "3 min 12 s"),
    ] {
        assert_eq!(word_duration(seconds), words);
    }
}

#[test]
fn a_moment_is_seen_from_now() {
    let word = |second: i64| word_relative(UnixTime(second), NOW);
    assert_eq!(word(NOW.0 - 192), "3 min 12 s ago");
    assert_eq!(word(NOW.0), "now");
    assert_eq!(word(NOW.0 + 287), "in 4 min 47 s");
}

#[test]
fn moments_that_no_calendar_has_are_worded_all_the_same() {
    const FAR: Zone = Zone::new(|_| 50_400);
    for second in [i64::MIN, -8_334_601_228_800, LAST_SECOND + 1, 8_210_266_876_799, i64::MAX] {
        let moment = UnixTime(second);
        for words in [
            moment.word_utc(NOW),
            moment.word_utc_full(),
            moment.word_local(NOW, FAR),
            NOW.word_local(moment, FAR),
            word_relative(moment, NOW),
            word_relative(NOW, moment),
            word_duration(second),
            moment.to_rfc3339(),
        ] {
            assert!(!words.is_empty());
        }
    }
    assert_eq!(UnixTime(i64::MAX).plus(1), UnixTime(i64::MAX));
    assert_eq!(UnixTime(i64::MIN).since(UnixTime(1)), i64::MIN);
}
