//! The four pillars (四柱) of a civil birth time in Seoul.
//!
//! Pure: the same arguments give the same answer everywhere, and nothing is read
//! or written. [`chart`] is the way in; [`Birth`] and [`Conventions`] are what it
//! takes, [`Chart`] what it gives.

mod chart;
mod civil;
mod cycle;
mod error;
mod nutation;
mod sun;
mod terms;
mod time_scale;
mod vsop87;

pub use chart::{Chart, Conventions, DayBoundary, Daylight, SolarTime, TermSpan, chart};
pub use civil::{Birth, FIRST_YEAR, Fold, LAST_YEAR};
pub use cycle::{BRANCHES, Name, Pillar, STEMS};
pub use error::Error;
pub use terms::{SolarTerm, TERM_NAMES, terms_of_year};
