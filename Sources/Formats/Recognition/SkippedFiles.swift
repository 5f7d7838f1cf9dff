import Input

/// The number of files in a folder that were skipped because they aren't data, by reason.
public struct SkippedFiles: Hashable, Sendable {
    /// The reason for skipping a file.
    public enum Reason: Int, CaseIterable, Sendable {
        /// Text in an unknown format, or a file from another program.
        case otherFormat
        case image
        case database
        /// Other binary data.
        case binary
        case empty
        /// An editor's backup, or an incomplete download.
        case backup
        case hidden
        /// A pipe, socket or device.
        case special
    }

    /// Maximum number of names that are listed.
    static let nameLimit = 3

    private var counts: [Reason: Int] = [:]
    /// The names of the first files in an unknown format, which may have been intended as data.
    private var names: [String] = []

    public init() {}

    public var count: Int { counts.values.reduce(0, +) }
    public var isEmpty: Bool { counts.isEmpty }

    public mutating func add(_ reason: Reason, _ path: String) {
        counts[reason, default: 0] += 1
        if reason == .otherFormat, names.count < Self.nameLimit {
            names.append(UntrustedText.sanitizedPath(FileName(path).text, limit: 60))
        }
    }

    public mutating func add(_ other: SkippedFiles) {
        counts.merge(other.counts, uniquingKeysWith: +)
        names += other.names.prefix(max(0, Self.nameLimit - names.count))
    }

    /// A summary, such as "skipped 14 files: 9 not charts or reports (README.md, …), 3 images, 2 hidden".
    public var text: String {
        let parts = Reason.allCases.compactMap { reason in
            counts[reason].map { "\($0) \(text(of: reason, count: $0))" }
        }
        return "skipped \(count) \(count == 1 ? "file" : "files"): \(parts.joined(separator: ", "))"
    }

    private func text(of reason: Reason, count: Int) -> String {
        switch reason {
        case .otherFormat:
            let what = count == 1 ? "a chart or report" : "charts or reports"
            let others = count > names.count ? ", …" : ""
            return "not \(what) (\(names.joined(separator: ", "))\(others))"
        case .image: return count == 1 ? "image" : "images"
        case .database: return count == 1 ? "database" : "databases"
        case .binary: return count == 1 ? "other binary file" : "other binary files"
        case .empty: return "empty"
        case .backup: return count == 1 ? "backup or temporary file" : "backups or temporary files"
        case .hidden: return "hidden"
        case .special: return count == 1 ? "pipe or device" : "pipes or devices"
        }
    }
}
