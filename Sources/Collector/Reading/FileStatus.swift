import Formats
import Input

/// The status of a file or document in a folder at the last poll.
enum FileStatus: Hashable, Sendable {
    case read
    case failed(InputError)
    case skipped(SkippedFiles.Reason)

    var error: InputError? { if case .failed(let error) = self { error } else { nil } }
    var isSkipped: Bool { if case .skipped = self { true } else { false } }
}
