//! The cycle of sixty: ten heavenly stems and twelve earthly branches that turn
//! together.

/// How one stem or branch is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Name {
    /// Chinese character.
    pub hanja: &'static str,
    /// Korean reading.
    pub hangul: &'static str,
    /// Revised Romanisation of the reading.
    pub romanised: &'static str,
}

const fn name(hanja: &'static str, hangul: &'static str, romanised: &'static str) -> Name {
    Name {
        hanja,
        hangul,
        romanised,
    }
}

/// The ten heavenly stems (天干).
pub const STEMS: [Name; 10] = [
    name("甲", "갑", "gap"),
    name("乙", "을", "eul"),
    name("丙", "병", "byeong"),
    name("丁", "정", "jeong"),
    name("戊", "무", "mu"),
    name("己", "기", "gi"),
    name("庚", "경", "gyeong"),
    name("辛", "신", "sin"),
    name("壬", "임", "im"),
    name("癸", "계", "gye"),
];

/// The twelve earthly branches (地支).
pub const BRANCHES: [Name; 12] = [
    name("子", "자", "ja"),
    name("丑", "축", "chuk"),
    name("寅", "인", "in"),
    name("卯", "묘", "myo"),
    name("辰", "진", "jin"),
    name("巳", "사", "sa"),
    name("午", "오", "o"),
    name("未", "미", "mi"),
    name("申", "신", "sin"),
    name("酉", "유", "yu"),
    name("戌", "술", "sul"),
    name("亥", "해", "hae"),
];

/// One of the sixty pairs; 0 is 甲子, 59 is 癸亥.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Pillar(u8);

impl Pillar {
    /// The pair at a place of the endless cycle.
    pub(crate) const fn at(place: i64) -> Self {
        Self(place.rem_euclid(60) as u8)
    }

    /// The pair of a stem and a branch. Both are odd or both even: the other
    /// half of the combinations never comes.
    const fn of(stem: i64, branch: i64) -> Self {
        Self::at(6 * stem.rem_euclid(10) - 5 * branch.rem_euclid(12))
    }

    /// Of the year that begins at ipchun of that Gregorian year. 1984 is 甲子.
    pub(crate) const fn of_year(year: i64) -> Self {
        Self::at(year - 1984)
    }

    /// Of the n-th month from ipchun on (0 to 11), which is a 寅 month. The rule
    /// of the five tigers (五虎遁): the first month of a 甲 or 己 year is 丙寅, and
    /// every next year begins two stems on.
    pub(crate) const fn of_month(year: Self, month: i64) -> Self {
        Self::of(year.stem() as i64 * 2 + 2 + month, 2 + month)
    }

    /// Of a day counted from 1970-01-01, which is 辛巳.
    pub(crate) const fn of_day(days: i64) -> Self {
        Self::at(days + 17)
    }

    /// Of the two hours with that branch (0 to 11) on a day. The rule of the five
    /// rats (五鼠遁): the first hour of a 甲 or 己 day is 甲子.
    pub(crate) const fn of_hour(day: Self, branch: i64) -> Self {
        Self::of(day.stem() as i64 * 2 + branch, branch)
    }

    /// Its place in the cycle, 0 to 59.
    pub const fn index(self) -> u8 {
        self.0
    }

    /// Index of its stem, 0 to 9.
    pub const fn stem(self) -> u8 {
        self.0 % 10
    }

    /// Index of its branch, 0 to 11.
    pub const fn branch(self) -> u8 {
        self.0 % 12
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hanja(pillar: Pillar) -> String {
        let stem = STEMS[usize::from(pillar.stem())].hanja;
        let branch = BRANCHES[usize::from(pillar.branch())].hanja;
        format!("{stem}{branch}")
    }

    #[test]
    fn of_finds_the_pair_again() {
        for index in 0..60 {
            let pillar = Pillar::at(index);
            assert_eq!(
                Pillar::of(pillar.stem().into(), pillar.branch().into()),
                pillar
            );
        }
    }

    /// The mnemonic verse of the five tigers: 甲己之年丙作首, 乙庚之歲戊爲頭,
    /// 丙辛之歲尋庚上, 丁壬壬位順行流, 若問戊癸何處起 甲寅之上好追求.
    #[test]
    fn months_follow_the_five_tigers() {
        let firsts = ["丙寅", "戊寅", "庚寅", "壬寅", "甲寅"];
        for stem in 0..10 {
            let first = Pillar::of_month(Pillar::at(stem), 0);
            assert_eq!(hanja(first), firsts[stem as usize % 5]);
            let last = Pillar::of_month(Pillar::at(stem), 11);
            assert_eq!(last, Pillar::at(i64::from(first.index()) + 11));
        }
    }

    #[test]
    fn hours_follow_the_five_rats() {
        let firsts = ["甲子", "丙子", "戊子", "庚子", "壬子"];
        for stem in 0..10 {
            let first = Pillar::of_hour(Pillar::at(stem), 0);
            assert_eq!(hanja(first), firsts[stem as usize % 5]);
        }
    }

    #[test]
    fn the_cycle_goes_on_before_its_zero() {
        assert_eq!(Pillar::at(-1).index(), 59);
        assert_eq!(hanja(Pillar::of_year(1900)), "庚子");
    }
}
