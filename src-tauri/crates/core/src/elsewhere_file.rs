//! Writing the copy that a person keeps elsewhere into its place, and taking it out again.
//!
//! What leaves the device is a copy of the journal that was compared with the journal itself. What comes back goes into
//! a folder of its own in the app's folder, and is not used before all of it was read. Deliberately not here: which
//! place, and what follows from it (`elsewhere.rs`).

use crate::backup::copy_journal;
use crate::copy_file::{self, of_seal, place, Found, Manifest};
use crate::open_journal::InOrder;
use crate::opening::key_of;
use crate::work::{Part, Work};
use crate::{App, ElsewherePurpose, Error, KeyDerivation, Proof, Result};
use mainstay_vault::{
    FileHash, FileSecret, Passphrase, RecoveryCode, SealCost, Sealer, Unsealer, VaultKey,
};
use std::path::{Path, PathBuf};

/// Larger files are neither written nor read. Sticks with an old file system take no file above 4 GiB.
const MOST_BYTES: u64 = 4 * 1024 * 1024 * 1024 - 1;
/// What surrounds a journal in its file is less than this for each of its megabytes, and this once.
const ROOM: u64 = 2 * 1024 * 1024;

impl App {
    /// Whether a file may be one of ours.
    pub(crate) fn look_at(&self, path: &Path) -> Result<()> {
        let failed = |source| place("looking at the chosen file", source);
        let meta = std::fs::metadata(path).map_err(failed)?;
        if !meta.is_file() || meta.len() > MOST_BYTES {
            return Err(Error::FileForeign);
        }
        let file = self.ports.files.open(path).map_err(failed)?;
        Unsealer::look(file).map_err(|error| of_seal(error, Error::FileDamaged))
    }

    /// Copies the journal to `journal`, compared from end to end, and describes it.
    pub(crate) fn copy_for_elsewhere(&self, journal: &Path, work: &Work<'_>) -> Result<Found> {
        let (header, entries, made_ms) = self.with_open(|open| {
            let made_ms = self.ports.clock.now_ms();
            self.settle(open, InOrder::No)?;
            copy_journal(&open.store, &open.key, journal, work, work.part(0, 300))?;
            let header = open.header.for_elsewhere(&open.key);
            let entries = open.store.journey().count()?;
            Ok((header.map_err(Error::Vault)?, entries, made_ms))
        })?;
        let failed = |source| Error::from_io("reading a copy of the journal", source);
        let mut hash = FileHash::new();
        let mut file = self.ports.files.open(journal).map_err(failed)?;
        let mut piece = vec![0; 64 * 1024];
        let mut bytes = 0;
        loop {
            let read = file.read(&mut piece).map_err(failed)?;
            let Some(here) = piece.get(..read).filter(|here| !here.is_empty()) else {
                break;
            };
            hash.add(here);
            bytes += u64::try_from(read).unwrap_or_default();
            work.go_on()?;
        }
        if bytes > MOST_BYTES - ROOM {
            let source = std::io::ErrorKind::FileTooLarge.into();
            return Err(place("making one file of the journal", source));
        }
        let manifest = Manifest::new(&header, made_ms, entries, bytes, hash);
        Ok(Found { manifest, header })
    }

    /// Writes a copy beside its place, reads it back, and gives it its name. Answers its size as well.
    pub(crate) fn put_elsewhere(
        &self,
        found: &Found,
        journal: &Path,
        to: &Path,
        secret: &FileSecret,
        work: &Work<'_>,
    ) -> Result<(Found, u64)> {
        let draft = self.draft_beside(to)?;
        let put = self
            .write_elsewhere(found, journal, &draft, secret, work.part(400, 700))
            .and_then(|()| self.read_back(&draft, secret, work.part(750, 1_000)))
            .and_then(|back| {
                if back == *found {
                    return Ok(back);
                }
                Err(Error::Store(mainstay_store::Error::CopyDiffers))
            })
            .and_then(|back| {
                work.go_on()?;
                let replaced = self.ports.files.replace(&draft, to);
                replaced.map_err(|source| place("giving a copy its name", source))?;
                Ok(back)
            });
        if put.is_err() {
            // Ours, and nobody was told of it.
            let _ = self.ports.files.remove(&draft);
        }
        let bytes = std::fs::metadata(to).map_or(0, |meta| meta.len());
        put.map(|back| (back, bytes))
    }

    /// A name that is surely free, so that nothing of the person's is written over.
    pub(crate) fn draft_beside(&self, to: &Path) -> Result<PathBuf> {
        let random = self.random()?;
        let tail: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let mut name = to.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{tail}.part"));
        Ok(to.with_file_name(name))
    }

    fn write_elsewhere(
        &self,
        found: &Found,
        journal: &Path,
        draft: &Path,
        secret: &FileSecret,
        part: Part<'_>,
    ) -> Result<()> {
        let failed = |source| place("writing a copy elsewhere", source);
        let local = |source| Error::from_io("reading a copy of the journal", source);
        let mut journal = self.ports.files.open(journal).map_err(local)?;
        let file = self.ports.files.create(draft).map_err(failed)?;
        let sealer = Sealer::begin(file, secret, self.seal_cost());
        let mut sealer = sealer.map_err(|error| of_seal(error, Error::Request))?;
        copy_file::write(found, &mut journal, &mut sealer, part)?;
        let file = sealer.finish().map_err(failed)?;
        file.finish().map_err(failed)
    }

    fn read_back(&self, draft: &Path, secret: &FileSecret, part: Part<'_>) -> Result<Found> {
        let failed = |source| place("reading a copy back", source);
        let file = self.ports.files.open(draft).map_err(failed)?;
        let differs = || Error::Store(mainstay_store::Error::CopyDiffers);
        let sealed = Unsealer::open(file, secret).map_err(|error| of_seal(error, differs()));
        copy_file::read(&mut sealed?, &mut std::io::sink(), part)
    }

    /// Opens the chosen file with what was typed and takes its journal out to `journal`.
    pub(crate) fn take_out(
        &self,
        proof: &Proof,
        journal: &Path,
        part: Part<'_>,
    ) -> Result<(Found, VaultKey)> {
        let path = self.place_for(ElsewherePurpose::Open)?;
        self.look_at(&path)?;
        let secret = secret_of(proof)?;
        let read = |source| place("reading the chosen file", source);
        let file = self.ports.files.open(&path).map_err(read)?;
        let opened = self.attempt(&mut self.state(), || {
            Unsealer::open(file, &secret).map_err(|error| of_seal(error, wrong(proof)))
        });
        let mut opened = opened?;
        let write = |source| Error::from_io("writing a copy of the journal", source);
        let mut out = self.ports.files.create(journal).map_err(write)?;
        let found = copy_file::read(&mut opened, &mut out, part)?;
        out.finish().map_err(write)?;
        // What sealed the file opens a slot of the header in it, or the file is none of ours.
        match key_of(&found.header, proof) {
            Ok(key) => Ok((found, key)),
            Err(Error::WrongPassphrase | Error::WrongRecoveryCode) => Err(Error::FileDamaged),
            Err(error) => Err(error),
        }
    }

    fn seal_cost(&self) -> SealCost {
        match self.key_derivation {
            KeyDerivation::Fixed(_) => SealCost::TEST,
            KeyDerivation::Calibrated => SealCost::USUAL.or_least(),
        }
    }
}

/// What seals a file, from what was typed.
pub(crate) fn secret_of(proof: &Proof) -> Result<FileSecret> {
    match (&proof.passphrase, &proof.code) {
        (Some(typed), None) => {
            let passphrase = Passphrase::new(typed.expose()).map_err(Error::Vault)?;
            Ok(FileSecret::of_passphrase(&passphrase))
        }
        (None, Some(typed)) => {
            let code = RecoveryCode::parse(typed.expose());
            let code = code.map_err(|slip| Error::Vault(slip.into()))?;
            Ok(FileSecret::of_code(&code))
        }
        _ => Err(Error::Request),
    }
}

fn wrong(proof: &Proof) -> Error {
    if proof.code.is_some() {
        return Error::WrongRecoveryCode;
    }
    Error::WrongPassphrase
}
