import Foundation
import Market

/// Reads what a body tells of charts and counts. Its format is told by its content, never by its name.
public struct SnapshotDecoder: Sendable {
    /// Largest body that is taken from a network, in bytes.
    public static let bodyLimit = 16 << 20
    /// Largest file that is read, in bytes.
    public static let fileLimit = 64 << 20

    /// What lists are that do not say it themselves.
    public var names: ListNames
    /// Where things are in a collector's own JSON.
    public var mapping: Mapping?
    /// Names of apps that the mapping's documents do not hold.
    public var registry: NameRegistry?

    public init(names: ListNames = ListNames(), mapping: Mapping? = nil) {
        self.names = names
        self.mapping = mapping
    }

    /// Decodes with nothing known beforehand.
    public static func decode(_ document: Document) throws(IngestError) -> Decoded {
        try SnapshotDecoder().decode(document)
    }

    /// - Throws: an error that names the document and the place in it, where nothing in it can be used.
    public func decode(_ document: Document) throws(IngestError) -> Decoded {
        let origin = document.origin
        let limit = document.fetchedAt == nil ? Self.fileLimit : Self.bodyLimit
        guard document.body.count <= limit else {
            throw IngestError(origin, "has more than the \(limit) bytes that are read")
        }
        let start = document.body.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }.prefix(512)
        switch start.first {
        case nil: throw IngestError(origin, "is empty")
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return try JSONBody.read(document) { root throws(IngestError) in try decode(root, of: document) }
        case UInt8(ascii: "<"): throw IngestError(origin, "is \(markup(start)), not a chart")
        case 0x1F where start.dropFirst().first == 0x8B:
            throw IngestError(origin, "is compressed with gzip; unpack it first")
        default: break
        }
        if ChartCSV.looksLikeHeader(start) { return try ChartCSV.decode(document) }
        throw IngestError(
            origin,
            at: "line 1",
            "is neither JSON nor a CSV that starts with the header \(ChartCSV.columns.joined(separator: ","))"
        )
    }

    private func decode(_ root: JSONValue, of document: Document) throws(IngestError) -> Decoded {
        if let mapping { return try mapping.decode(root, of: document, registry: registry) }
        if let feed = root.member("feed") { return try AppleFeed.decode(feed, of: document) }
        if ScraperList.looksLike(root) { return try ScraperList.decode(root, of: document, names: names) }
        throw IngestError(document.origin, Self.stranger(root))
    }

    /// What is said of JSON that is no chart.
    private static func stranger(_ root: JSONValue) -> String {
        guard root.kind == .object else { return "holds a JSON list that is neither a feed nor a list of apps" }
        let keys = root.members.prefix(6).map { String(decoding: $0.name, as: UTF8.self) }.sorted()
        guard !keys.isEmpty else { return "is an empty JSON object" }
        let list = keys.joined(separator: ", ")
        return "holds JSON without a feed (its keys are \(list)); a mapping file can say where a chart is in it"
    }

    private func markup(_ start: Data) -> String {
        let text = String(decoding: start, as: UTF8.self).lowercased()
        return text.contains("<html") || text.contains("<!doctype html") ? "an HTML page" : "XML"
    }
}
