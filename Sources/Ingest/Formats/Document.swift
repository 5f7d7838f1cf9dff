public import Foundation
public import Market

/// A body to be read, and what is known of it from outside.
public struct Document: Sendable {
    /// A path or address, as error messages name it.
    public var origin: String
    public var body: Data
    /// When it was fetched. A body that was fetched just now shows what is true now, whatever its own stamp says;
    /// `nil` for files, which speak for the time they were written.
    public var fetchedAt: Timestamp?
    /// The file's own time, where the body has none.
    public var modifiedAt: Timestamp?
    /// What its text was written in before it was read as UTF-8.
    var encoding = TextEncoding.utf8

    public init(origin: String, body: Data, fetchedAt: Timestamp? = nil, modifiedAt: Timestamp? = nil) {
        self.origin = origin
        self.body = body
        self.fetchedAt = fetchedAt
        self.modifiedAt = modifiedAt
    }

    /// When its content was seen: at the fetch, else by the body's stamp, the date in the file's name, the file's time.
    func observedAt(stamp: Timestamp?) -> Timestamp? {
        fetchedAt ?? stamp ?? dateInName ?? modifiedAt
    }

    /// The document's file name.
    var ownName: Substring { Self.name(of: origin) }

    /// The file name in an origin, which is a path, an address, or an entry of an archive, without the version of a file in a
    /// git repository (`NAME@1a2b3c4`).
    static func name(of origin: String) -> Substring {
        let name = origin.split { "/›".contains($0) }.last ?? ""
        guard let at = name.lastIndex(of: "@"), name[name.index(after: at)...].allSatisfy(\.isHexDigit) else {
            return name
        }
        return name[..<at]
    }

    /// The first date in the name.
    private var dateInName: Timestamp? { FileNameTime.first(in: ownName) }
}
