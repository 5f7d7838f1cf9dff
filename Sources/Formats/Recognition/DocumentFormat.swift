import Input

/// A document format, which is detected by content.
public struct DocumentFormat: Hashable, Sendable {
    /// The format's name, as used with `--format`.
    public let name: String

    init(_ name: String) { self.name = name }

    /// Creates the format with a name, or returns `nil` if the name is unknown.
    public init?(named name: String) {
        guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    /// App Store Connect's Sales and Trends summary.
    package static var sales: DocumentFormat { SalesReport.format }

    /// All formats, sorted by name.
    public static var all: [DocumentFormat] {
        (FormatList.json.map { $0.format } + FormatList.text.map { $0.format } + [JSONLines.format])
            .sorted { $0.name < $1.name }
    }
}

/// A format of JSON documents.
protocol JSONFormat: Sendable {
    static var format: DocumentFormat { get }
    static func matches(_ root: JSONValue) -> Bool
    /// Decodes a JSON document.
    ///
    /// - Parameter options: The options, with defaults for documents that don't name their chart.
    static func decode(_ root: JSONValue, of document: Document, _ options: SnapshotDecoder) throws(InputError)
        -> Decoded
}

/// A format of text documents, such as tables.
protocol TextFormat: Sendable {
    static var format: DocumentFormat { get }
    /// Returns how well the start of a document matches this format; `nil` if it doesn't match.
    static func match(_ start: TableStart) -> FormatMatch?
    /// Decodes a text document.
    ///
    /// - Parameter options: The options, with defaults for documents that don't name their chart.
    static func decode(_ document: Document, _ options: SnapshotDecoder) throws(InputError) -> Decoded
}

/// A measure of how well a document matches a format. The format with the best match decodes the document; if several
/// match equally well, the first one does.
enum FormatMatch: Int, Comparable {
    /// Some columns of one of launchtop's own formats.
    case partial
    /// Columns that only this format has.
    case distinctive
    /// All columns of the format, or its signature.
    case full

    static func < (one: FormatMatch, other: FormatMatch) -> Bool { one.rawValue < other.rawValue }
}

/// The supported formats of JSON and text documents.
enum FormatList {
    static let json: [any JSONFormat.Type] = [AppleFeed.self, ScraperList.self]

    static let text: [any TextFormat.Type] = [
        AtomFeed.self, DownloadsCSV.self, ChartCSV.self, AnalyticsReport.self, ChartTable.self, SalesReport.self,
        AppUnitsCSV.self, PlayInstalls.self,
    ]

    /// Returns the format of a JSON document; `nil` if it's unknown, such as a collector's own format.
    static func json(_ root: JSONValue) -> (any JSONFormat.Type)? { json.first { $0.matches(root) } }

    /// Returns the format of a text document; `nil` if it's unknown.
    static func text(_ start: TableStart) -> (any TextFormat.Type)? {
        let matches = text.map { (format: $0, match: $0.match(start)) }
        let best = matches.compactMap(\.match).max()
        return matches.first { $0.match != nil && $0.match == best }?.format
    }
}
