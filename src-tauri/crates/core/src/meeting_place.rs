//! Where a page of meetings begins, as a text that the screens send back.

/// Where a page begins: behind a meeting of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// When the first page was asked for.
    pub(crate) began_ms: i64,
    pub(crate) part: SearchPart,
    /// The start of that meeting; nothing for one without a time.
    pub(crate) at_ms: i64,
    /// Its number.
    pub(crate) number: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(crate) enum SearchPart {
    Week,
    Later,
    Untimed,
}

impl Place {
    pub(crate) const fn first(now_ms: i64) -> Self {
        Self {
            began_ms: now_ms,
            part: SearchPart::Week,
            at_ms: i64::MIN,
            number: -1,
        }
    }

    pub(crate) const fn at(self, part: SearchPart) -> Self {
        Self {
            part,
            at_ms: i64::MIN,
            number: -1,
            ..self
        }
    }

    pub(crate) fn text(self) -> String {
        let part = match self.part {
            SearchPart::Week => 'w',
            SearchPart::Later => 'l',
            SearchPart::Untimed => 'u',
        };
        format!("{part}.{}.{}.{}", self.began_ms, self.at_ms, self.number)
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split('.');
        let part = match fields.next()? {
            "w" => SearchPart::Week,
            "l" => SearchPart::Later,
            "u" => SearchPart::Untimed,
            _ => return None,
        };
        let mut number = || fields.next()?.parse::<i64>().ok();
        let place = Self {
            began_ms: number()?,
            part,
            at_ms: number()?,
            number: number()?,
        };
        // Times of some thousand years, so that nothing below overflows.
        const FAR_MS: i64 = 1 << 50;
        let is_near = |ms: i64| (-FAR_MS..FAR_MS).contains(&ms);
        (fields.next().is_none() && is_near(place.began_ms)).then_some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_back_from_its_text_and_no_other_text_is_one() {
        let place = Place {
            began_ms: 1_795_000_000_000,
            part: SearchPart::Later,
            at_ms: 1_795_100_000_000,
            number: 7 << 32,
        };
        assert_eq!(Place::parse(&place.text()), Some(place));
        let first = Place::first(5).at(SearchPart::Untimed);
        assert_eq!(Place::parse(&first.text()), Some(first));
        for text in [
            "",
            "w",
            "x.1.2.3",
            "w.1.2",
            "w.1.2.3.4",
            "w.9223372036854775807.1.1",
            "w.a.b.c",
        ] {
            assert_eq!(Place::parse(text), None, "{text}");
        }
    }
}
