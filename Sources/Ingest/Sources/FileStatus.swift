/// The status of a file or document in a folder at the last poll.
enum FileStatus: Hashable, Sendable {
    case read
    case failed(IngestError)
    case skipped(SkippedFiles.Reason)

    var error: IngestError? { if case .failed(let error) = self { error } else { nil } }
    var isSkipped: Bool { if case .skipped = self { true } else { false } }
}
