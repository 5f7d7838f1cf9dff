public import Foundation
public import Market

/// The content to decode, with its origin and times.
public struct Document: Sendable {
    /// The path or URL, for errors.
    public var origin: String
    public var body: Data
    /// The time of the fetch; `nil` for files. A fetched document is observed at this time, regardless of its own
    /// timestamp. Files are observed when they were written.
    public var fetchedAt: Timestamp?
    /// The file's modification time, used if the content has no timestamp.
    public var modifiedAt: Timestamp?
    /// The text's original encoding, before it was converted to UTF-8.
    var encoding = TextEncoding.utf8

    public init(origin: String, body: Data, fetchedAt: Timestamp? = nil, modifiedAt: Timestamp? = nil) {
        self.origin = origin
        self.body = body
        self.fetchedAt = fetchedAt
        self.modifiedAt = modifiedAt
    }

    /// Returns the time of observation: the fetch, or else the content's timestamp, the date in the file name, or the
    /// modification time.
    func observedAt(stamp: Timestamp?) -> Timestamp? {
        fetchedAt ?? stamp ?? dateInName ?? modifiedAt
    }

    /// The file name.
    var fileName: Substring { Self.name(of: origin) }

    /// Returns the file name of an origin, which is a path, a URL or an archive entry, without a git version
    /// (`NAME@1a2b3c4`).
    static func name(of origin: String) -> Substring {
        let name = origin.split { "/›".contains($0) }.last ?? ""
        guard let at = name.lastIndex(of: "@"), name[name.index(after: at)...].allSatisfy(\.isHexDigit) else {
            return name
        }
        return name[..<at]
    }

    private var dateInName: Timestamp? { FileNameTime.first(in: fileName) }
}
