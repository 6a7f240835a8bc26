//! Times: what is written can be read, and reads as another calendar has it.

use proptest::prelude::*;
use token_debugger::domain::numeric_date::NumericDate;
use token_debugger::domain::time::{FIRST_SECOND, LAST_SECOND, UnixTime, Zone, word_duration, word_relative};

/// The date of a day since 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`).
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn rfc3339(second: i64) -> String {
    let (year, month, day) = civil(second.div_euclid(86_400));
    let clock = second.rem_euclid(86_400);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", clock / 3_600, clock / 60 % 60, clock % 60)
}

/// The seconds that the words stand for, and how many the smallest unit has.
fn read_words(words: &str) -> (i64, i64) {
    const UNITS: [(&str, i64, i64); 6] = [
        ("years", 31_536_000, 86_400),
        ("year", 31_536_000, 86_400),
        ("d", 86_400, 3_600),
        ("h", 3_600, 60),
        ("min", 60, 1),
        ("s", 1, 1),
    ];
    let parts: Vec<&str> = words.split(' ').collect();
    let sum = parts.chunks(2).map(|pair| {
        let (_, seconds, below) = UNITS.iter().find(|(name, ..)| *name == pair[1]).unwrap();
        (pair[0].parse::<i64>().unwrap() * seconds, *below)
    });
    let sums: Vec<(i64, i64)> = sum.collect();
    (sums.iter().map(|(seconds, _)| seconds).sum(), sums[0].1)
}

fn moment() -> impl Strategy<Value = i64> {
    prop_oneof![
        FIRST_SECOND..=LAST_SECOND,
        1_500_000_000_i64..2_000_000_000,
        Just(FIRST_SECOND),
        Just(LAST_SECOND),
        -100_i64..100
    ]
}

proptest! {
    #![proptest_config(super::config())]

    #[test]
    fn a_moment_is_written_as_the_calendar_has_it_and_read_again(second in moment()) {
        let written = UnixTime(second).to_rfc3339();
        prop_assert_eq!(&written, &rfc3339(second));
        prop_assert_eq!(UnixTime::parse(&written), Ok(UnixTime(second)));
        prop_assert_eq!(UnixTime::parse(&second.to_string()), Ok(UnixTime(second)));
        prop_assert_eq!(UnixTime(second).word_utc_full(), written.replace('T', " ").replace('Z', " UTC"));
    }

    #[test]
    fn an_offset_and_a_fraction_change_no_second(second in moment(), quarters in -56_i64..=56, fraction in "[0-9]{1,9}") {
        let shown = second + quarters * 900;
        prop_assume!((FIRST_SECOND..=LAST_SECOND).contains(&shown));
        let sign = if quarters < 0 { '-' } else { '+' };
        let offset = format!("{sign}{:02}:{:02}", quarters.abs() / 4, quarters.abs() % 4 * 15);
        let text = rfc3339(shown).replace('Z', &format!(".{fraction}{offset}"));
        prop_assert_eq!(UnixTime::parse(&text), Ok(UnixTime(second)), "{}", text);
    }

    #[test]
    fn date_and_time_of_a_zone_are_read_back(second in moment()) {
        const ZONES: [Zone; 4] =
            [Zone::UTC, Zone::new(|_| 3_600), Zone::new(|_| -34_200), Zone::new(|_| 50_400)];
        for zone in ZONES {
            let shown = second + i64::from(zone.offset_at(UnixTime(second)));
            prop_assume!((FIRST_SECOND..=LAST_SECOND).contains(&shown));
            let (date, time) = UnixTime(second).to_date_and_time(zone);
            prop_assert_eq!(UnixTime::from_date_and_time(&date, &time, zone), Ok(UnixTime(second)));
        }
    }

    #[test]
    fn a_numeric_date_is_the_same_in_every_spelling(
        second in moment(), nanos in 0_u32..1_000_000_000, zeros in 0_usize..4, exponent in 0_usize..12
    ) {
        // The moment lies behind the second; before 1970 the number is written from the other side.
        let (whole, fraction) = match (second < 0, nanos) {
            (true, 1..) => (second + 1, 1_000_000_000 - nanos),
            _ => (second, nanos),
        };
        let sign = if second < 0 { "-" } else { "" };
        let digits = format!("{}{fraction:09}{}", whole.unsigned_abs(), "0".repeat(zeros));
        let plain = format!("{sign}{}.{}", whole.unsigned_abs(), &digits[digits.len() - 9 - zeros..]);
        let wanted = Some(NumericDate::At { second: UnixTime(second), nanos });
        prop_assert_eq!(NumericDate::parse(&plain), wanted, "{}", plain);
        // The same digits with the point elsewhere.
        let digits = digits.trim_start_matches('0');
        prop_assume!(!digits.is_empty());
        let all = 9 + zeros;
        let scaled = format!("{sign}{digits}e-{all}");
        prop_assert_eq!(NumericDate::parse(&scaled), wanted, "{}", scaled);
        let small = format!("{sign}0.{}{digits}E+{}", "0".repeat(exponent), digits.len() + exponent - all.min(digits.len() + exponent));
        if digits.len() + exponent >= all {
            prop_assert_eq!(NumericDate::parse(&small), wanted, "{}", small);
        }
    }

    #[test]
    fn words_of_a_duration_are_its_two_largest_units(seconds in prop_oneof![any::<i32>().prop_map(i64::from), -400_i64..400]) {
        let (said, unit) = read_words(&word_duration(seconds));
        prop_assert!((0..unit.max(1)).contains(&(seconds.abs() - said)), "{}", word_duration(seconds));
        let now = UnixTime(1_763_752_592);
        let words = word_relative(now.plus(seconds), now);
        let wanted = match seconds {
            0 => "now".to_owned(),
            1.. => format!("in {}", word_duration(seconds)),
            _ => format!("{} ago", word_duration(seconds)),
        };
        prop_assert_eq!(words, wanted);
    }

    #[test]
    fn any_text_is_a_time_or_none(text in "\\PC{0,40}|[-+0-9TZ:. ]{0,30}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z") {
        if let Ok(moment) = UnixTime::parse(&text) {
            prop_assert!((FIRST_SECOND..=LAST_SECOND).contains(&moment.0));
        }
    }
}
