public import Formats
public import Input

/// The result of reading a file.
public enum FileOutcome: Sendable {
    case decoded(Decoded)
    /// The file should contain data, but none of it is valid.
    case failed(InputError)
    /// The file was found in a folder and isn't a data file.
    case skipped(SkippedFiles.Reason)
}

/// The status of a file or document in a folder at the last poll.
enum FileStatus: Hashable, Sendable {
    case read
    case failed(InputError)
    case skipped(SkippedFiles.Reason)

    var error: InputError? { if case .failed(let error) = self { error } else { nil } }
    var isSkipped: Bool { if case .skipped = self { true } else { false } }
}
