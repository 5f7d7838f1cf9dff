public import Foundation
public import Market

/// The content to decode, with its origin and times.
public struct Document: Sendable {
    /// The path, URL or container entry of the document, used in errors.
    public var origin: String
    public var body: Data
    /// The time at which the document was fetched; `nil` for files. It's the time of observation, regardless of the
    /// document's own timestamp.
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

    /// Returns the time of observation: the time of the fetch, or else the content's timestamp, the date in the file
    /// name, or the modification time. Returns `nil` if all of them are unknown.
    func observedAt(stamp: Timestamp?) -> Timestamp? {
        fetchedAt ?? stamp ?? dateInName ?? modifiedAt
    }

    /// The file name in the document's origin.
    var fileName: Substring { Self.name(of: origin) }

    /// Returns the file name of an origin, which is a path, a URL or a container entry, without a Git commit at the end
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
