//! Colours of a photograph as screens show them. Its colour profile goes with all other metadata, so what it
//! says is done to the pixels first. The only room that knows `moxcms`.
//!
//! May use: nothing of this crate

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The largest profile heeded, in bytes; those of phones and cameras have some thousand.
const PROFILE_LIMIT: usize = 1_000_000;

/// Turns rows of red, green and blue as `profile` means them into sRGB. A profile that cannot be used changes
/// nothing.
pub fn to_srgb(pixels: &mut [u8], profile: &[u8]) {
    if profile.len() <= PROFILE_LIMIT
        && let Some(converted) = converted(pixels, profile)
    {
        pixels.copy_from_slice(&converted);
    }
}

fn converted(pixels: &[u8], profile: &[u8]) -> Option<Vec<u8>> {
    let from = ColorProfile::new_from_slice(profile).ok()?;
    if from.color_space != DataColorSpace::Rgb {
        return None;
    }
    let (to, options) = (ColorProfile::new_srgb(), TransformOptions::default());
    let transform = from.create_transform_8bit(Layout::Rgb, &to, Layout::Rgb, options).ok()?;
    let mut converted = vec![0; pixels.len()];
    transform.transform(pixels, &mut converted).ok()?;
    Some(converted)
}
