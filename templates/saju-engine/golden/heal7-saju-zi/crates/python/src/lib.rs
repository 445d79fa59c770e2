//! The Python module `saju_core`: the crate of that name with Python's types
//! around it. What it offers is described in `saju_core.pyi`.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use saju::{
    BRANCHES, Birth, Conventions, DayBoundary, Daylight, Error, Fold, Name, STEMS, SolarTerm,
    SolarTime, TERM_NAMES,
};

type Names = Vec<(&'static str, &'static str, &'static str)>;
/// Index of a solar term, and its second of the Unix era.
type Term = (u8, i64);

/// A birth time and how to read it, checked but for the calendar.
#[pyclass(frozen)]
struct Query {
    local_time: String,
    fold: Option<Fold>,
    conventions: Conventions,
}

#[pymethods]
impl Query {
    #[new]
    #[pyo3(signature = (
        local_time, *, fold=None, day_boundary="midnight", daylight_saving="removed",
        solar_time="off", longitude=None,
    ))]
    fn new(
        local_time: String,
        fold: Option<u8>,
        day_boundary: &str,
        daylight_saving: &str,
        solar_time: &str,
        longitude: Option<f64>,
    ) -> PyResult<Self> {
        let fold = match fold {
            None => None,
            Some(0) => Some(Fold::First),
            Some(1) => Some(Fold::Second),
            Some(_) => return Err(PyValueError::new_err("fold is 0 or 1")),
        };
        let day_boundary = match day_boundary {
            "midnight" => DayBoundary::Midnight,
            "zi" => DayBoundary::Zi,
            _ => return Err(PyValueError::new_err("day_boundary is midnight or zi")),
        };
        let daylight = match daylight_saving {
            "removed" => Daylight::Removed,
            "kept" => Daylight::Kept,
            _ => return Err(PyValueError::new_err("daylight_saving is removed or kept")),
        };
        let solar_time = match (solar_time, longitude) {
            ("off", None) => SolarTime::Off,
            ("mean", Some(longitude)) => SolarTime::Mean(longitude),
            ("apparent", Some(longitude)) => SolarTime::Apparent(longitude),
            _ => {
                return Err(PyValueError::new_err(
                    "solar_time is off, or mean or apparent together with a longitude",
                ));
            }
        };
        let conventions = Conventions {
            day_boundary,
            daylight,
            solar_time,
        };
        Ok(Self {
            local_time,
            fold,
            conventions,
        })
    }
}

impl Query {
    fn answer(&self) -> Result<saju::Chart, Error> {
        saju::chart(
            Birth::parse(&self.local_time, self.fold)?,
            &self.conventions,
        )
    }
}

/// The four pillars, each by its place in the cycle of sixty.
#[pyclass(frozen, get_all)]
struct Chart {
    year: u8,
    month: u8,
    day: u8,
    hour: u8,
    instant: i64,
    offset_seconds: i32,
    summer_time: bool,
    clock: String,
    term: Term,
    next_term: Term,
}

/// Why a query has no chart.
#[pyclass(frozen, get_all)]
struct Refusal {
    code: &'static str,
    field: &'static str,
    message: String,
}

#[derive(IntoPyObject)]
enum Answer {
    Chart(Chart),
    Refusal(Refusal),
}

impl From<Result<saju::Chart, Error>> for Answer {
    fn from(answer: Result<saju::Chart, Error>) -> Self {
        match answer {
            Ok(chart) => Self::Chart(Chart {
                year: chart.year.index(),
                month: chart.month.index(),
                day: chart.day.index(),
                hour: chart.hour.index(),
                instant: chart.instant.as_second(),
                offset_seconds: chart.offset_seconds,
                summer_time: chart.summer_time,
                clock: chart.clock.to_string(),
                term: term(&chart.term.began),
                next_term: term(&chart.term.ends),
            }),
            Err(error) => Self::Refusal(Refusal {
                code: error.code(),
                field: error.field(),
                message: error.to_string(),
            }),
        }
    }
}

fn term(term: &SolarTerm) -> Term {
    (term.index, term.instant.as_second())
}

fn names(names: &[Name]) -> Names {
    names
        .iter()
        .map(|name| (name.hanja, name.hangul, name.romanised))
        .collect()
}

/// Answers every query in its place, while other threads of Python go on.
#[pyfunction]
fn charts(py: Python<'_>, queries: Vec<Py<Query>>) -> Vec<Answer> {
    py.detach(|| {
        queries
            .iter()
            .map(|query| query.get().answer().into())
            .collect()
    })
}

/// The solar terms of a year by UTC.
#[pyfunction]
fn solar_terms(year: i16) -> PyResult<Vec<Term>> {
    if (saju::FIRST_YEAR..=saju::LAST_YEAR).contains(&year) {
        Ok(saju::terms_of_year(year).iter().map(term).collect())
    } else {
        Err(PyValueError::new_err(Error::YearOutOfRange.to_string()))
    }
}

#[pymodule]
mod saju_core {
    use super::*;

    #[pymodule_export]
    use super::{Chart, Query, Refusal, charts, solar_terms};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("FIRST_YEAR", saju::FIRST_YEAR)?;
        module.add("LAST_YEAR", saju::LAST_YEAR)?;
        module.add("STEMS", names(&STEMS))?;
        module.add("BRANCHES", names(&BRANCHES))?;
        module.add("TERM_NAMES", names(&TERM_NAMES))
    }
}
