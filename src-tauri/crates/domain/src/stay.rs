//! Stays in a controlled environment, where it is harder to use than outside.
//!
//! Their days count like any other. They are shown beside the numbers, because a month in hospital is read
//! otherwise than a month at home: research on remission keeps the two apart in the same way (DSM-5, the specifier
//! "in a controlled environment").

use crate::bindings::{wire, words};
use crate::{Name, Span, StayId};

wire! {
    /// Where somebody stays.
    pub enum Place {
        /// Detoxification.
        Detox,
        /// Residential treatment.
        Residential,
        /// A hospital.
        Hospital,
        /// Jail or prison.
        Jail,
        /// A sober living home.
        SoberLiving,
        /// Another place.
        Other,
    }
}

words!(Place {
    Detox = "detox",
    Residential = "residential",
    Hospital = "hospital",
    Jail = "jail",
    SoberLiving = "sober_living",
    Other = "other",
});

wire! {
    /// One stay.
    pub struct Stay {
        /// Its id.
        pub id: StayId,
        /// Where.
        pub place: Place,
        /// The person's own word for it; may be empty.
        pub name: Name,
        /// The days, the first and the last included.
        #[serde(flatten)]
        pub span: Span,
    }
}
