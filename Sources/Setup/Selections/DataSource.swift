package import Formats

/// The source that a page reads, as named with `--from`, and how to decode it.
package struct DataSource: Sendable {
    /// The short id of a launch, the path of an archive, or a source; `nil` for the default archive, or for the library
    /// if there is no archive.
    package var name: String?
    package var decoder: SnapshotDecoder

    package init(_ name: String?, decoder: SnapshotDecoder) { (self.name, self.decoder) = (name, decoder) }
}

extension Setup {
    /// Returns the name of a source in error messages.
    func label(of source: DataSource) -> String { source.name ?? archiveToRead ?? "the library" }
}
