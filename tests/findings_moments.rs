//! Times at the edge: equal to now, fractional, huge, negative. Every token is judged at 19:16:32 UTC sharp.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod token_support;

use token_debugger::domain::time::UnixTime;
use token_support::{EXP, IAT, NOW, codes, codes_of, judge, live, valid};

/// The codes of a token with one time claim written like this.
fn codes_with(claim: &str, number: &str) -> Vec<&'static str> {
    codes(&valid().claim(claim, number))
}

const NOTHING: [&str; 0] = [];

#[test]
fn exp_equal_to_now_is_expired() {
    assert_eq!(codes_with("exp", "1763752592"), ["expired"]);
    assert_eq!(codes_with("exp", "1763752593"), NOTHING);
}

#[test]
fn nbf_equal_to_now_is_good() {
    assert_eq!(codes_with("nbf", "1763752592"), NOTHING);
    assert_eq!(codes_with("nbf", "1763752593"), ["not_yet_valid"]);
}

#[test]
fn iat_equal_to_now_is_good() {
    assert_eq!(codes_with("iat", "1763752592"), NOTHING);
    assert_eq!(codes_with("iat", "1763752593"), ["iat_in_future"]);
}

#[test]
fn one_token_is_good_from_nbf_until_the_second_before_exp() {
    let token = valid().claim("nbf", IAT + 60).signed();
    let codes_at = |second: i64| codes_of(&judge(&token, Some(&live()), UnixTime(second)).1);
    assert_eq!(codes_at(IAT - 1), ["iat_in_future", "not_yet_valid"]);
    assert_eq!(codes_at(IAT), ["not_yet_valid"]);
    assert_eq!(codes_at(IAT + 59), ["not_yet_valid"]);
    assert_eq!(codes_at(IAT + 60), NOTHING);
    assert_eq!(codes_at(EXP - 1), NOTHING);
    assert_eq!(codes_at(EXP), ["expired"]);
}

#[test]
fn fractions_of_a_second_are_legal_and_decide() {
    assert_eq!(codes_with("exp", "1763752592.0"), ["expired"]);
    assert_eq!(codes_with("exp", "1763752592.5"), NOTHING);
    assert_eq!(codes_with("exp", "1763752591.999"), ["expired"]);
    assert_eq!(codes_with("nbf", "1763752592.0"), NOTHING);
    assert_eq!(codes_with("nbf", "1763752592.5"), ["not_yet_valid"]);
    assert_eq!(codes_with("iat", "1763752580.123456"), NOTHING);
    assert_eq!(codes_with("iat", "1763752592.5"), ["iat_in_future"]);
}

#[test]
fn a_fraction_that_no_float_holds_decides() {
    assert_eq!(codes_with("exp", "1763752592.00000000000000000001"), NOTHING);
    assert_eq!(codes_with("nbf", "1763752592.00000000000000000001"), ["not_yet_valid"]);
    assert_eq!(codes_with("exp", "1763752591.99999999999999999999"), ["expired"]);
}

#[test]
fn an_exponent_is_a_way_to_write_a_number() {
    assert_eq!(codes_with("exp", "1763752880e0"), NOTHING);
    assert_eq!(codes_with("exp", "1.763752880E9"), NOTHING);
    assert_eq!(codes_with("exp", "17637528800000e-4"), NOTHING);
    assert_eq!(codes_with("exp", "1.763752592e+9"), ["expired"]);
    assert_eq!(codes_with("exp", "1763752592001e-3"), NOTHING);
}

#[test]
fn huge_numbers_are_out_of_range_whatever_their_length() {
    let long = format!("1{}", "0".repeat(5_000));
    let exponent = format!("1e{}", "9".repeat(5_000));
    for number in ["1e400", "1e308", "9223372036854775808", "18446744073709551616", "1e999999999", &long, &exponent] {
        for claim in ["exp", "iat", "nbf"] {
            assert_eq!(codes_with(claim, number), ["time_out_of_range"]);
            assert_eq!(codes_with(claim, &format!("-{number}")), ["time_out_of_range"]);
        }
    }
}

#[test]
fn tiny_numbers_are_the_first_second_of_1970() {
    for number in ["0", "-0", "0.0", "1e-400", "0e400", "-0.0e-5"] {
        assert_eq!(codes_with("exp", number), ["expired"], "{number}");
        assert_eq!(codes_with("nbf", number), NOTHING, "{number}");
        assert_eq!(codes_with("iat", number), ["lifetime_too_long"], "{number}");
    }
}

#[test]
fn dates_before_1970_are_dates() {
    assert_eq!(codes_with("exp", "-1"), ["expired"]);
    assert_eq!(codes_with("exp", "-62135596800"), ["expired"]);
    assert_eq!(codes_with("exp", "-62135596801"), ["time_out_of_range"]);
    assert_eq!(codes_with("nbf", "-1.5"), NOTHING);
}

#[test]
fn dates_past_the_year_9999_are_out_of_range() {
    assert_eq!(codes_with("exp", "253402300799"), ["lifetime_too_long"]);
    assert_eq!(codes_with("exp", "253402300799.9"), ["lifetime_too_long"]);
    assert_eq!(codes_with("exp", "253402300800"), ["time_out_of_range"]);
}

#[test]
fn the_message_repeats_the_number_as_it_was_written() {
    let (_, judgement) = judge(&valid().claim("exp", "2.534023008000E11").signed(), Some(&live()), NOW);
    assert_eq!(judgement.findings[0].message, "exp is 2.534023008000E11, outside the years 1 to 9999");
}

#[test]
fn any_moment_can_be_asked_about() {
    let token = valid().claim("nbf", IAT).signed();
    for second in [i64::MIN, -62_135_596_801, -1, 0, 253_402_300_800, i64::MAX] {
        let (_, judgement) = judge(&token, Some(&live()), UnixTime(second));
        let expected: &[&str] = if second < IAT { &["iat_in_future", "not_yet_valid"] } else { &["expired"] };
        assert_eq!(codes_of(&judgement), expected, "{second}");
    }
}
