public import Formats
public import Input

/// The result of reading a file.
public enum FileOutcome: Sendable {
    case decoded(Decoded)
    /// The file should contain data, but none of it is valid.
    case failed(InputError)
    /// The file was found in a folder and isn't data.
    case skipped(SkippedFiles.Reason)
}
