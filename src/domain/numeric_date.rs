//! NumericDate (RFC 7519 section 2): a JSON number of seconds, fractions allowed, read from its text without loss.

use std::cmp::Ordering;

use super::time::{FIRST_SECOND, LAST_SECOND, UnixTime};

/// Nanoseconds in a second.
const NANOS: u32 = 1_000_000_000;

/// Milliseconds that stand for a moment of the years 2001 to 2099.
const PLAUSIBLE_SECONDS: std::ops::Range<i64> = 978_307_200..4_102_444_800;

/// The value of a NumericDate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NumericDate {
    /// Before the year 1.
    TooEarly,
    /// A moment in the years 1 to 9999.
    At {
        /// The whole second at or before the moment.
        second: UnixTime,
        /// The nanoseconds behind it; less than one counts as one.
        nanos: u32,
    },
    /// After the year 9999.
    TooLate,
}

impl NumericDate {
    /// Reads the text of a JSON number (RFC 8259 section 6); `None` for any other text.
    ///
    /// The decimal digits are used as they stand: `1763752400.0000001` and `1e400` keep their meaning,
    /// which a 64-bit float would lose.
    #[must_use]
    pub fn parse(number: &str) -> Option<Self> {
        if is_whole(number) {
            return number.parse().ok().map(|second| Self::at(second, 0));
        }
        Some(Decimal::parse(number)?.to_date())
    }

    /// The moment that the number means if it counts milliseconds, when that lies in the years 2001 to 2099.
    #[must_use]
    pub fn as_milliseconds(number: &str) -> Option<UnixTime> {
        let decimal = Decimal::parse(number)?;
        let scaled = Decimal { point: decimal.point - 3, ..decimal };
        let second = scaled.to_date().second()?;
        PLAUSIBLE_SECONDS.contains(&second.0).then_some(second)
    }

    /// The whole second at or before the moment, if it lies in the years 1 to 9999.
    #[must_use]
    pub fn second(self) -> Option<UnixTime> {
        match self {
            Self::At { second, .. } => Some(second),
            Self::TooEarly | Self::TooLate => None,
        }
    }

    /// How this date lies to a moment: `Less` is before it.
    #[must_use]
    pub fn compare(self, moment: UnixTime) -> Ordering {
        self.cmp(&Self::At { second: moment, nanos: 0 })
    }

    fn at(second: i64, nanos: u32) -> Self {
        match second {
            ..FIRST_SECOND => Self::TooEarly,
            FIRST_SECOND..=LAST_SECOND => Self::At { second: UnixTime(second), nanos },
            _ => Self::TooLate,
        }
    }
}

/// Whether a number is what nearly all dates are: a whole one, not negative, of so few digits that an integer holds it.
fn is_whole(number: &str) -> bool {
    (1..=18).contains(&number.len())
        && (!number.starts_with('0') || number.len() == 1)
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// A decimal number: its digits, of which some lead as zeros, and how many of the others stand before the decimal point
/// (that may be fewer than none, or more than there are).
struct Decimal<'a> {
    negative: bool,
    whole: &'a [u8],
    fraction: &'a [u8],
    zeros: usize,
    point: i64,
}

impl<'a> Decimal<'a> {
    fn parse(number: &'a str) -> Option<Self> {
        let (negative, rest) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (mantissa, exponent) = match memchr::memchr2(b'e', b'E', rest.as_bytes()) {
            Some(at) => (rest.get(..at)?, read_exponent(rest.get(at + 1..)?)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, ""),
        };
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let zero_leads = whole.len() > 1 && whole.starts_with('0');
        if whole.is_empty() || zero_leads || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let zeros = whole.bytes().chain(fraction.bytes()).take_while(|digit| *digit == b'0').count();
        let point = i64::try_from(whole.len()).ok()? + exponent - i64::try_from(zeros).ok()?;
        Some(Self { negative, whole: whole.as_bytes(), fraction: fraction.as_bytes(), zeros, point })
    }

    fn to_date(&self) -> NumericDate {
        if self.zeros == self.whole.len() + self.fraction.len() {
            return NumericDate::at(0, 0);
        }
        // 12 digits hold every second of the years 1 to 9999.
        if self.point > 12 {
            return if self.negative { NumericDate::TooEarly } else { NumericDate::TooLate };
        }
        let whole = (0..self.point).fold(0_i64, |sum, place| sum * 10 + i64::from(self.digit(place)));
        let nanos = self.nanos();
        match (self.negative, nanos) {
            (false, _) => NumericDate::at(whole, nanos),
            (true, 0) => NumericDate::at(-whole, 0),
            // The second is the one before the moment, also before 1970.
            (true, _) => NumericDate::at(-whole - 1, NANOS - nanos),
        }
    }

    /// What stands behind the whole seconds; less than a nanosecond counts as one.
    fn nanos(&self) -> u32 {
        if self.fraction.is_empty()
            && usize::try_from(self.point).is_ok_and(|point| point + self.zeros >= self.whole.len())
        {
            return 0;
        }
        let places = self.point..self.point + 9;
        let nanos = places.fold(0_u32, |sum, place| sum * 10 + u32::from(self.digit(place)));
        let rest = usize::try_from(self.point + 9).unwrap_or(0);
        let is_finer = nanos == 0 && self.digits().skip(rest).any(|digit| *digit != b'0');
        if is_finer { 1 } else { nanos }
    }

    /// The digit at a place; zero outside the digits.
    fn digit(&self, place: i64) -> u8 {
        let Ok(place) = usize::try_from(place) else { return 0 };
        let place = place + self.zeros;
        let digit = self.whole.get(place).or_else(|| self.fraction.get(place.checked_sub(self.whole.len())?));
        digit.map_or(0, |digit| digit - b'0')
    }

    /// Without the zeros that lead.
    fn digits(&self) -> impl Iterator<Item = &'a u8> {
        self.whole.iter().chain(self.fraction).skip(self.zeros)
    }
}

/// The exponent, held to a million: what is beyond has no other meaning.
fn read_exponent(text: &str) -> Option<i64> {
    const LIMIT: i64 = 1_000_000;
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let size = digits.parse::<i64>().unwrap_or(LIMIT).min(LIMIT);
    Some(if text.starts_with('-') { -size } else { size })
}
