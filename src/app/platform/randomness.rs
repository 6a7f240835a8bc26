//! Random bytes of the system.

use p256::SecretKey;
use p256::elliptic_curve::Generate as _;
use zeroize::Zeroizing;

use crate::domain::secret::{SecretBytes, wiping_stack};

/// The bytes of a fresh private key of P-256: 32 that are random, but for one chance in 2^32 that is left out.
///
/// # Errors
/// The system's own words, when it gives no random bytes.
pub fn draw_scalar() -> Result<SecretBytes, String> {
    wiping_stack(|| {
        let key = SecretKey::try_generate().map_err(|error| error.to_string())?;
        let scalar = Zeroizing::new(key.to_bytes());
        Ok(SecretBytes::new(scalar.to_vec()))
    })
}

/// Twice as many, for what is no key.
///
/// # Errors
/// As [`draw_scalar`].
pub fn draw_64_bytes() -> Result<SecretBytes, String> {
    let (first, second) = (draw_scalar()?, draw_scalar()?);
    Ok(SecretBytes::new([first.expose(), second.expose()].concat()))
}
