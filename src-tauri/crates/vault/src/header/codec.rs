//! The bytes of a header, exactly as `docs/data-format.md` lists them. Little-endian throughout.
//!
//! Decoding is strict: every length and count is checked, nothing may be left over, and what
//! decodes encodes to the same bytes again. In every version of the format the magic, the two
//! version numbers and the SHA-256 stay where they are, so that an old program can tell a newer
//! header from a damaged one.

use std::collections::BTreeSet;

use super::{Header, MAGIC, MAX_HEADER_BYTES};
use crate::error::Damage;
use crate::hash::sha256;
use crate::slot::{
    Content, Method, Slot, SlotId, SlotKind, WrappedKey, MAX_BODY_BYTES, MAX_SLOTS,
    MAX_SLOTS_OF_A_KIND, WRAPPED_BYTES,
};
use crate::{Error, Result};

/// The layout this version writes, and the newest that it reads.
pub const FORMAT: u16 = 1;

const SHA256_BYTES: usize = 32;

/// All that the HMAC covers: everything before it.
pub(super) fn encode_sealed_part(header: &Header) -> Vec<u8> {
    let mut out = Vec::with_capacity(MAX_HEADER_BYTES);
    out.extend(MAGIC);
    out.extend(FORMAT.to_le_bytes());
    out.extend(header.min_reader.to_le_bytes());
    out.extend(header.generation.to_le_bytes());
    out.extend(header.vault_id);
    out.extend(header.created_ms.to_le_bytes());
    out.extend(header.flags.to_le_bytes());
    out.extend(header.db_min_bytes.to_le_bytes());
    out.extend(header.commit_seq.to_le_bytes());
    out.extend(length(header.slots.len()));
    for slot in &header.slots {
        encode_slot(slot, &mut out);
    }
    out
}

/// The whole file.
pub(super) fn encode(header: &Header) -> Vec<u8> {
    let mut out = encode_sealed_part(header);
    out.extend(header.mac);
    out.extend(sha256(&out));
    out
}

fn encode_slot(slot: &Slot, out: &mut Vec<u8>) {
    let body = match &slot.0 {
        Content::Wrapped(slot) => encode_wrapped(slot),
        Content::Unknown { body, .. } => body.clone(),
    };
    out.extend(slot.kind().number().to_le_bytes());
    out.extend(length(body.len()));
    out.extend(body);
}

fn encode_wrapped(slot: &WrappedKey) -> Vec<u8> {
    let method = slot.method.to_bytes();
    [
        &slot.id.0[..],
        &method,
        &slot.salt,
        &slot.nonce,
        &slot.wrapped,
        &slot.commit,
    ]
    .concat()
}

fn length(count: usize) -> [u8; 2] {
    u16::try_from(count)
        .expect("a count of slots or of bytes in a slot is small")
        .to_le_bytes()
}

/// Reads a file again.
pub(super) fn decode(bytes: &[u8]) -> Result<Header> {
    let content = checked_content(bytes).map_err(Error::Damaged)?;
    let mut reader = Reader(content);
    let (format, min_reader) = decode_versions(&mut reader).map_err(Error::Damaged)?;
    if format > FORMAT || min_reader > FORMAT {
        return Err(Error::NewerVersion { format, min_reader });
    }
    decode_format_1(&mut reader, min_reader).map_err(Error::Damaged)
}

/// The bytes before the SHA-256, if that fits.
fn checked_content(bytes: &[u8]) -> Result<&[u8], Damage> {
    if bytes.len() > MAX_HEADER_BYTES {
        return Err(Damage::Length);
    }
    let (content, sum) = bytes
        .split_last_chunk::<SHA256_BYTES>()
        .ok_or(Damage::Length)?;
    if !content.starts_with(&MAGIC) {
        return Err(Damage::Magic);
    }
    if sha256(content) == *sum {
        Ok(content)
    } else {
        Err(Damage::Checksum)
    }
}

fn decode_versions(reader: &mut Reader<'_>) -> Result<(u16, u16), Damage> {
    reader.take::<{ MAGIC.len() }>()?;
    let (format, min_reader) = (reader.u16()?, reader.u16()?);
    if format == 0 || min_reader == 0 {
        return Err(Damage::Layout);
    }
    Ok((format, min_reader))
}

fn decode_format_1(reader: &mut Reader<'_>, min_reader: u16) -> Result<Header, Damage> {
    let header = Header {
        min_reader,
        generation: reader.u64()?,
        vault_id: reader.take()?,
        created_ms: i64::from_le_bytes(reader.take()?),
        flags: u32::from_le_bytes(reader.take()?),
        db_min_bytes: reader.u64()?,
        commit_seq: reader.u64()?,
        slots: decode_slots(reader)?,
        mac: reader.take()?,
    };
    reader.end()?;
    Ok(header)
}

fn decode_slots(reader: &mut Reader<'_>) -> Result<Vec<Slot>, Damage> {
    let count = usize::from(reader.u16()?);
    if count > MAX_SLOTS {
        return Err(Damage::Layout);
    }
    let slots = (0..count)
        .map(|_| decode_slot(reader))
        .collect::<Result<Vec<_>, _>>()?;
    check_slots(&slots)?;
    Ok(slots)
}

/// No more slots of a known kind than a person ever has, and no two with one name.
fn check_slots(slots: &[Slot]) -> Result<(), Damage> {
    let of_kind = |kind| slots.iter().filter(|slot| slot.kind() == kind).count();
    let known = [
        SlotKind::Passphrase,
        SlotKind::Recovery,
        SlotKind::Device,
        SlotKind::Pin,
    ];
    let crowded = known
        .into_iter()
        .any(|kind| of_kind(kind) > MAX_SLOTS_OF_A_KIND);
    let mut seen = BTreeSet::new();
    let repeated = slots.iter().filter_map(Slot::id).any(|id| !seen.insert(id));
    if crowded || repeated {
        return Err(Damage::Layout);
    }
    Ok(())
}

fn decode_slot(reader: &mut Reader<'_>) -> Result<Slot, Damage> {
    let kind = reader.u16()?;
    let length = usize::from(reader.u16()?);
    let mut body = Reader(reader.slice(length)?);
    let content = match SlotKind::from_number(kind) {
        SlotKind::Other(0) => return Err(Damage::Layout),
        SlotKind::Other(kind) if length <= MAX_BODY_BYTES => Content::Unknown {
            kind,
            body: body.0.to_vec(),
        },
        SlotKind::Other(_) => return Err(Damage::Layout),
        known @ (SlotKind::Passphrase | SlotKind::Recovery | SlotKind::Device | SlotKind::Pin) => {
            Content::Wrapped(decode_wrapped(&mut body, known)?)
        }
    };
    Ok(Slot(content))
}

fn decode_wrapped(body: &mut Reader<'_>, kind: SlotKind) -> Result<WrappedKey, Damage> {
    let slot = WrappedKey {
        id: SlotId(body.take()?),
        method: Method::from_bytes(kind, body.take()?)?,
        salt: body.take()?,
        nonce: body.take()?,
        wrapped: body.take::<WRAPPED_BYTES>()?,
        commit: body.take()?,
    };
    body.end()?;
    Ok(slot)
}

/// What is still to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Damage> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(Damage::Layout)?;
        self.0 = rest;
        Ok(*head)
    }

    fn slice(&mut self, count: usize) -> Result<&'a [u8], Damage> {
        let (head, rest) = self.0.split_at_checked(count).ok_or(Damage::Layout)?;
        self.0 = rest;
        Ok(head)
    }

    fn u16(&mut self) -> Result<u16, Damage> {
        self.take().map(u16::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64, Damage> {
        self.take().map(u64::from_le_bytes)
    }

    fn end(&self) -> Result<(), Damage> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Damage::Layout)
        }
    }
}
