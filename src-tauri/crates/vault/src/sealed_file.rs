//! A file that leaves the device: sealed to a passphrase in the open format of age (c2sp.org/age), so that other
//! programs open it too.
//!
//! Streams both ways: of a file of any size no more is in memory than a chunk of 64 KiB, and nothing is handed out that
//! was not authenticated. A file that was cut off at a chunk's end still lacks its last chunk, and is refused: whoever
//! reads has to read to the end before they believe that it ended.
//!
//! The head is judged here before the `age` crate sees it, because the crate reads a head of any length and derives
//! from it with as much memory as it asks for. Deliberately not here: recipients by public key, and which file it is.

use crate::{Passphrase, RecoveryCode};
use age::secrecy::SecretString;
use std::fmt;
use std::io::{self, Read, Write};
use std::iter;

/// The first line of every age file.
const MAGIC: &[u8] = b"age-encryption.org/v1\n";
/// No head with one passphrase is longer.
const MOST_HEAD_BYTES: usize = 512;
/// scrypt takes 128 bytes for each of its `r` = 8 times N.
const BYTES_A_UNIT: usize = 128 * 8;

/// The result of sealing or unsealing.
pub type Result<T, E = SealError> = std::result::Result<T, E>;

/// Why a file was not sealed or not opened.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// It is not an age file, or one that no passphrase opens.
    #[error("the file is not sealed to a passphrase")]
    Foreign,
    /// It is sealed to another secret; or its head was changed, which looks the same.
    #[error("open a file with this secret")]
    WrongSecret,
    /// It is not what was written, or not all of it.
    #[error("the file is damaged")]
    Damaged,
    /// It asks for more work than any file of ours. Nothing was allocated.
    #[error("use 2^{log_n} units of work")]
    TooDear {
        /// Logarithm of the work it asks for.
        log_n: u8,
    },
    /// The device has not the memory.
    #[error("allocate {bytes} bytes for the key derivation")]
    OutOfMemory {
        /// Memory asked for.
        bytes: usize,
    },
    /// The file could not be read or written.
    #[error("read or write a sealed file")]
    Io(#[source] io::Error),
}

/// What seals a file: text that the person has.
pub struct FileSecret(SecretString);

impl FileSecret {
    /// The passphrase, in its normal form.
    #[must_use]
    pub fn of_passphrase(passphrase: &Passphrase) -> Self {
        Self(SecretString::from(passphrase.expose_text().to_owned()))
    }

    /// The recovery code, in capitals, its groups joined by hyphens.
    #[must_use]
    pub fn of_code(code: &RecoveryCode) -> Self {
        Self(SecretString::from(code.expose_text().to_string()))
    }
}

impl fmt::Debug for FileSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FileSecret(redacted)")
    }
}

/// How dear it is to try one passphrase: scrypt with N = 2^this, r = 8, p = 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SealCost(u8);

impl SealCost {
    /// 256 MiB, about a second: what the age program itself takes.
    pub const USUAL: Self = Self(18);
    /// 128 MiB: OWASP's least for scrypt, for a device without the memory for more.
    pub const LEAST: Self = Self(17);
    /// The dearest that is opened: 1 GiB.
    pub const MOST: Self = Self(20);
    /// As good as none: for tests, which seal many files.
    pub const TEST: Self = Self(4);

    fn memory(self) -> Result<()> {
        let bytes = BYTES_A_UNIT << self.0;
        // The crate would end the program instead.
        Vec::<u8>::new()
            .try_reserve_exact(bytes)
            .map_err(|_| SealError::OutOfMemory { bytes })
    }

    /// This, or [`LEAST`](Self::LEAST) where the device has not the memory.
    #[must_use]
    pub fn or_least(self) -> Self {
        match self.memory() {
            Ok(()) => self,
            Err(_) => Self::LEAST,
        }
    }
}

/// Takes what is to be sealed. Without [`finish`](Self::finish) the file has no end and nobody takes it for whole.
pub struct Sealer<W: Write>(age::stream::StreamWriter<W>);

impl<W: Write> Sealer<W> {
    /// Begins a sealed file in `output`. Slow on purpose.
    ///
    /// # Errors
    /// [`SealError::OutOfMemory`], [`SealError::Io`].
    pub fn begin(output: W, secret: &FileSecret, cost: SealCost) -> Result<Self> {
        cost.memory()?;
        let mut recipient = age::scrypt::Recipient::new(secret.0.clone());
        recipient.set_work_factor(cost.0);
        let encryptor = age::Encryptor::with_recipients(iter::once(&recipient as _));
        let encryptor = encryptor.map_err(|_| SealError::Foreign)?;
        encryptor
            .wrap_output(output)
            .map(Self)
            .map_err(SealError::Io)
    }

    /// Writes the end. Flushing to the disk is up to the caller.
    ///
    /// # Errors
    /// The output's.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Sealer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write> fmt::Debug for Sealer<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer(..)")
    }
}

/// Hands out what was sealed, authenticated.
pub struct Unsealer<R: Read>(age::stream::StreamReader<io::Chain<io::Cursor<Vec<u8>>, R>>);

impl<R: Read> Unsealer<R> {
    /// Opens a sealed file. Slow on purpose.
    ///
    /// # Errors
    /// All of [`SealError`].
    pub fn open(mut input: R, secret: &FileSecret) -> Result<Self> {
        let start = read_start(&mut input)?;
        let cost = judge_head(&start)?;
        cost.memory()?;
        let whole = io::Cursor::new(start).chain(input);
        let mut identity = age::scrypt::Identity::new(secret.0.clone());
        identity.set_max_work_factor(SealCost::MOST.0);
        let opened = age::Decryptor::new(whole)
            .and_then(|decryptor| decryptor.decrypt(iter::once(&identity as _)));
        opened.map(Self).map_err(sorted)
    }

    /// Whether a file is sealed to some passphrase, by its first bytes.
    ///
    /// # Errors
    /// [`SealError::Foreign`], [`SealError::Damaged`] for one that ends in its head, [`SealError::TooDear`],
    /// [`SealError::Io`].
    pub fn look(mut input: R) -> Result<()> {
        judge_head(&read_start(&mut input)?).map(drop)
    }
}

impl<R: Read> Read for Unsealer<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl<R: Read> fmt::Debug for Unsealer<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unsealer(..)")
    }
}

fn read_start(input: &mut impl Read) -> Result<Vec<u8>> {
    let mut start = Vec::with_capacity(MOST_HEAD_BYTES);
    let most = u64::try_from(MOST_HEAD_BYTES).unwrap_or_default();
    let read = input.take(most).read_to_end(&mut start);
    read.map(|_| start).map_err(SealError::Io)
}

/// One stanza of kind scrypt, two lines of it, and the MAC: what any age program writes for a passphrase.
fn judge_head(start: &[u8]) -> Result<SealCost> {
    let shorter = start.len().min(MAGIC.len());
    if start.is_empty() || start.get(..shorter) != MAGIC.get(..shorter) {
        return Err(SealError::Foreign);
    }
    let mut lines = start.split(|byte| *byte == b'\n').skip(1);
    let mut line = || lines.next().and_then(|line| std::str::from_utf8(line).ok());
    let stanza = line().unwrap_or_default();
    let is_cut_off = start.len() < MOST_HEAD_BYTES;
    let Some(arguments) = stanza.strip_prefix("-> scrypt ") else {
        let may_have_been = is_cut_off && "-> scrypt ".starts_with(stanza);
        return Err(if may_have_been {
            SealError::Damaged
        } else {
            SealError::Foreign
        });
    };
    let (_body, mac) = (line(), line());
    if !mac.is_some_and(|mac| mac.starts_with("--- ")) {
        return Err(SealError::Damaged);
    }
    let log_n = arguments
        .split(' ')
        .nth(1)
        .and_then(|digits| digits.parse().ok());
    let log_n: u8 = log_n.ok_or(SealError::Damaged)?;
    if log_n == 0 || log_n > SealCost::MOST.0 {
        return Err(SealError::TooDear { log_n });
    }
    Ok(SealCost(log_n))
}

fn sorted(error: age::DecryptError) -> SealError {
    use age::DecryptError as Age;
    match error {
        // A scrypt stanza that does not open under its passphrase.
        Age::DecryptionFailed | Age::NoMatchingKeys | Age::KeyDecryptionFailed => {
            SealError::WrongSecret
        }
        Age::InvalidHeader | Age::InvalidMac => SealError::Damaged,
        Age::UnknownFormat => SealError::Foreign,
        Age::ExcessiveWork { required, .. } => SealError::TooDear { log_n: required },
        Age::Io(source) if source.kind() == io::ErrorKind::UnexpectedEof => SealError::Damaged,
        Age::Io(source) => SealError::Io(source),
    }
}

/// Sorts a failed read of an [`Unsealer`]: bytes that do not authenticate, or the disk's trouble.
#[must_use]
pub fn why_unread(source: io::Error) -> SealError {
    use io::ErrorKind::{InvalidData, UnexpectedEof};
    if matches!(source.kind(), InvalidData | UnexpectedEof) {
        return SealError::Damaged;
    }
    SealError::Io(source)
}

#[cfg(test)]
mod tests;
