//! The character references of HTML that stand in feeds, decoded once.
//!
//! Numbers, and the names of Latin-1 and of the typographic signs that WordPress writes. A name that is not here stays
//! as it stands: it can be read, and guessing would not be.

/// Longer than any reference that is known here.
const LONGEST: usize = 10;

/// Names of U+00A0 to U+00FF, in order.
const LATIN_1: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf",
    "laquo", "not", "shy", "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro",
    "para", "middot", "cedil", "sup1", "ordm", "raquo", "frac14", "frac12", "frac34", "iquest",
    "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve", "Oacute",
    "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute",
    "THORN", "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil",
    "egrave", "eacute", "ecirc", "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde",
    "ograve", "oacute", "ocirc", "otilde", "ouml", "divide", "oslash", "ugrave", "uacute", "ucirc",
    "uuml", "yacute", "thorn", "yuml",
];

const OTHERS: [(&str, char); 21] = [
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("rdquo", '”'),
    ("ldquo", '“'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("trade", '™'),
    ("euro", '€'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("zwnj", '\u{200c}'),
];

/// `text` with each reference replaced by its character. What comes out is not looked at again: `&amp;lt;` becomes
/// `&lt;`.
pub(crate) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        rest = match reference(after) {
            Some((character, after)) => {
                out.push(character);
                after
            }
            None => {
                out.push('&');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// The character at the beginning of `text`, which follows an ampersand, and what comes after it.
fn reference(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let (name, after) = text.split_at_checked(end)?;
    let after = after.strip_prefix(';')?;
    let character = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(name)?,
    };
    Some((character, after))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}

fn named(name: &str) -> Option<char> {
    let other = OTHERS
        .iter()
        .find_map(|(known, character)| (*known == name).then_some(*character));
    other.or_else(|| {
        let place = LATIN_1.iter().position(|known| *known == name)?;
        char::from_u32(0xa0 + u32::try_from(place).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_once() {
        for (text, plain) in [
            ("Women&#8217;s group", "Women’s group"),
            ("Bread &amp; Roses", "Bread & Roses"),
            ("Se&ntilde;or &Uuml;ber &yuml;", "Señor Über ÿ"),
            ("&#x1F642;", "🙂"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("&amp;#8217;", "&#8217;"),
        ] {
            assert_eq!(decoded(text), plain);
        }
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "AT&T",
            "a & b; c",
            "&",
            "&;",
            "&#;",
            "&#xZZ;",
            "&#55296;",
            "&#99999999999;",
            "&unheardof;",
            "&é;",
        ] {
            assert_eq!(decoded(text), text);
        }
    }
}
