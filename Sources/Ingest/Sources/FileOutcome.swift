/// How reading a file ended.
public enum FileOutcome: Sendable {
    case decoded(Decoded)
    /// It should hold data, and nothing in it can be used.
    case failed(IngestError)
    /// It stands in a folder of which the files with data are read, and holds none.
    case skipped(SkippedFiles.Reason)
}
