//! Nutation in longitude: the leading terms of IAU 2000B (D. McCarthy and B. Luzum,
//! "An abridged model of the precession-nutation of the celestial pole",
//! Celestial Mechanics and Dynamical Astronomy 85, 2003). Those of at least 2 milliarcseconds; the
//! rest stays below 0.02 arc seconds.

/// Multiples of l, l', F, D and Om, then the sine's amplitude at J2000 and its
/// change in a century, in units of 0.1 microarcseconds.
type Term = ([f64; 5], f64, f64);

#[rustfmt::skip]
const TERMS: [Term; 27] = [
    ([ 0.0,  0.0, 0.0,  0.0, 1.0], -172_064_161.0, -174_666.0),
    ([ 0.0,  0.0, 2.0, -2.0, 2.0],  -13_170_906.0,   -1_675.0),
    ([ 0.0,  0.0, 2.0,  0.0, 2.0],   -2_276_413.0,     -234.0),
    ([ 0.0,  0.0, 0.0,  0.0, 2.0],    2_074_554.0,      207.0),
    ([ 0.0,  1.0, 0.0,  0.0, 0.0],    1_475_877.0,   -3_633.0),
    ([ 1.0,  0.0, 0.0,  0.0, 0.0],      711_159.0,       73.0),
    ([ 0.0,  1.0, 2.0, -2.0, 2.0],     -516_821.0,    1_226.0),
    ([ 0.0,  0.0, 2.0,  0.0, 1.0],     -387_298.0,     -367.0),
    ([ 1.0,  0.0, 2.0,  0.0, 2.0],     -301_461.0,      -36.0),
    ([ 0.0, -1.0, 2.0, -2.0, 2.0],      215_829.0,     -494.0),
    ([-1.0,  0.0, 0.0,  2.0, 0.0],      156_994.0,       10.0),
    ([ 0.0,  0.0, 2.0, -2.0, 1.0],      128_227.0,      137.0),
    ([-1.0,  0.0, 2.0,  0.0, 2.0],      123_457.0,       11.0),
    ([ 0.0,  0.0, 0.0,  2.0, 0.0],       63_384.0,       11.0),
    ([ 1.0,  0.0, 0.0,  0.0, 1.0],       63_110.0,       63.0),
    ([-1.0,  0.0, 2.0,  2.0, 2.0],      -59_641.0,      -11.0),
    ([-1.0,  0.0, 0.0,  0.0, 1.0],      -57_976.0,      -63.0),
    ([ 1.0,  0.0, 2.0,  0.0, 1.0],      -51_613.0,      -42.0),
    ([-2.0,  0.0, 0.0,  2.0, 0.0],      -47_722.0,        0.0),
    ([-2.0,  0.0, 2.0,  0.0, 1.0],       45_893.0,       50.0),
    ([ 0.0,  0.0, 2.0,  2.0, 2.0],      -38_571.0,       -1.0),
    ([ 0.0, -2.0, 2.0, -2.0, 2.0],       32_481.0,        0.0),
    ([ 2.0,  0.0, 2.0,  0.0, 2.0],      -31_046.0,       -1.0),
    ([ 2.0,  0.0, 0.0,  0.0, 0.0],       29_243.0,        0.0),
    ([ 1.0,  0.0, 2.0, -2.0, 2.0],       28_593.0,        0.0),
    ([ 0.0,  0.0, 2.0,  0.0, 0.0],       25_887.0,        0.0),
    ([-1.0,  0.0, 2.0,  0.0, 1.0],       20_441.0,       21.0),
];

/// The mean anomalies of moon (l) and sun (l'), the moon's argument of latitude
/// (F), its elongation (D) and node (Om), in arc seconds: at J2000, and their
/// change in a century.
const ARGUMENTS: [(f64, f64); 5] = [
    (485868.249036, 1717915923.2178),
    (1287104.79305, 129596581.0481),
    (335779.526232, 1739527262.8478),
    (1072260.70369, 1602961601.2090),
    (450160.398036, -6962890.5431),
];

/// In arc seconds; `t` is in Julian centuries of TT from J2000.
pub(crate) fn in_longitude(t: f64) -> f64 {
    let arguments = ARGUMENTS.map(|(epoch, rate)| ((epoch + rate * t) / 3600.0).to_radians());
    let sum: f64 = TERMS
        .iter()
        .map(|(multiples, epoch, rate)| {
            let angle: f64 = multiples.iter().zip(arguments).map(|(m, a)| m * a).sum();
            (epoch + rate * t) * angle.sin()
        })
        .sum();
    sum * 1e-7
}

#[cfg(test)]
mod tests {
    use super::in_longitude;

    /// J. Meeus, "Astronomical Algorithms" (2nd edition), example 22.a:
    /// 1987 April 10.0 TD has a nutation in longitude of -3.788 arc seconds.
    #[test]
    fn agrees_with_the_published_example() {
        let t = (2_446_895.5 - 2_451_545.0) / 36_525.0;
        let got = in_longitude(t);
        assert!((got + 3.788).abs() < 0.02, "{got}");
    }
}
