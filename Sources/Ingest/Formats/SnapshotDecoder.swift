import Foundation
public import Market

/// Reads the charts and counts in a body. Its format is recognised by its content, never by its name.
public struct SnapshotDecoder: Sendable {
    /// Largest body that is taken from a network, in bytes.
    public static let bodyLimit = 16 << 20
    /// Largest file that is read, in bytes.
    public static let fileLimit = 64 << 20

    /// What lists are that do not say it themselves.
    public var names: ChartDefaults
    /// Where things are in a collector's own JSON.
    public var mapping: Mapping?
    /// Names of apps that the mapping's documents do not hold.
    public var registry: NameRegistry?

    /// The app of documents that don't say whose figures they are.
    public var app: AppID?

    /// The only format that is read (default: any).
    public var format: DocumentFormat?

    public init(names: ChartDefaults = ChartDefaults(), mapping: Mapping? = nil, format: DocumentFormat? = nil) {
        self.names = names
        self.mapping = mapping
        self.format = format
    }

    /// Decodes with nothing known beforehand.
    public static func decode(_ document: Document) throws(IngestError) -> Decoded {
        try SnapshotDecoder().decode(document)
    }

    /// - Throws: an error that names the document and the place in it, where nothing in it can be used.
    public func decode(_ document: Document) throws(IngestError) -> Decoded {
        var decoded = try decodeContent(document)
        let charts = Set(decoded.charts.map(\.snapshot.chart))
        if !charts.isEmpty { decoded.documentCharts = [DocumentCharts(origin: document.origin, charts: charts)] }
        return decoded
    }

    private func decodeContent(_ document: Document) throws(IngestError) -> Decoded {
        let origin = document.origin
        let limit = document.fetchedAt == nil ? Self.fileLimit : Self.bodyLimit
        guard document.body.count <= limit else {
            throw IngestError(origin, "has more than the \(limit) bytes that are read")
        }
        let encoding = TextEncoding(of: document.body)
        guard encoding != .utf32 else {
            throw IngestError(origin, "is UTF-32 text, which isn't read; save it as UTF-8")
        }
        // Markup names its encoding itself.
        if encoding != .utf8, !AtomFeed.looksLike(document.body) {
            var text = document
            text.body = encoding.utf8(of: document.body)
            text.encoding = encoding
            return try decodeContent(text)
        }
        let start = document.body.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }.prefix(512)
        switch start.first {
        case nil: throw IngestError(origin, "is empty")
        case 0x1F where start.dropFirst().first == 0x8B:
            var unpacked = document
            unpacked.body = try Unpacking.body(of: document.body, origin: origin, limit: limit)
            guard unpacked.body.first != 0x1F else { throw IngestError(origin, "is packed more than once") }
            return try decodeContent(unpacked)
        case UInt8(ascii: "{") where mapping == nil && JSONLines.looksLike(document.body):
            try expect(.jsonl, in: document)
            return try JSONLines.decode(document)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return noting(
                try JSONBody.read(document) { root throws(IngestError) in try decode(root, of: document) },
                of: document
            )
        default: return noting(try decode(text: document), of: document)
        }
    }

    private func decode(text document: Document) throws(IngestError) -> Decoded {
        let start = TableStart(document)
        let found = DocumentFormat.ofText(start)
        if let mapping, let csv = mapping.csv, found != .atom {
            try expect(.table, in: document)
            return try ChartTable.decode(document, mapping: mapping, csv: csv, names: names, registry: registry)
        }
        guard let found else { throw IngestError(document.origin, at: "line 1", Self.stranger(start)) }
        try expect(found, in: document)
        return switch found {
        case .atom: noting(feed: try AtomFeed.decode(document), of: document)
        case .sales: try SalesReport.decode(document)
        case .downloads: try DownloadsCSV.decode(document)
        case .analytics: try AnalyticsReport.decode(document)
        case .units: try AppUnitsCSV.decode(document, app: app)
        case .installs: try PlayInstalls.decode(document)
        case .table: try ChartTable.decode(document, names: names)
        default: try ChartCSV.decode(document)
        }
    }

    private func decode(_ root: JSONValue, of document: Document) throws(IngestError) -> Decoded {
        if let answer = AppleErrorResponse(root) { throw IngestError(document.origin, answer.problem) }
        if let mapping {
            guard mapping.isForJSON else {
                throw IngestError(document.origin, "is JSON, and the mapping \(mapping.name) is for CSV only")
            }
            return try mapping.decode(root, of: document, registry: registry)
        }
        guard let found = DocumentFormat.ofJSON(root) else {
            throw IngestError(document.origin, Self.stranger(root))
        }
        try expect(found, in: document)
        if found == .list { return try ScraperList.decode(root, of: document, names: names) }
        guard let feed = root.member("feed") else { throw IngestError(document.origin, Self.stranger(root)) }
        return noting(feed: try AppleFeed.decode(feed, of: document), of: document)
    }

    private func expect(_ found: DocumentFormat, in document: Document) throws(IngestError) {
        guard let format, format != found else { return }
        throw IngestError(document.origin, "looks like \(found.rawValue), and \(format.rawValue) was asked for")
    }

    /// What is said of a text that begins like no format, with the dialect in which it was read.
    private static func stranger(_ start: TableStart) -> String {
        let known = "neither JSON nor a CSV that starts with the header \(ChartCSV.columns.joined(separator: ","))"
        guard start.names.count > 1 else { return "is \(known)" }
        let names = start.names.prefix(8).map { UntrustedText.words($0, limit: 40) }.joined(separator: ", ")
        return "is \(known), nor a known table (read as \(start.dialect.words); its columns are \(names)); "
            + "a mapping file can name its columns"
    }

    /// What is said of JSON that is no chart.
    private static func stranger(_ root: JSONValue) -> String {
        guard root.kind == .object else { return "holds a JSON list that is neither a feed nor a list of apps" }
        let keys = root.members.prefix(6).map { String(decoding: $0.name, as: UTF8.self) }.sorted()
        guard !keys.isEmpty else { return "is an empty JSON object" }
        let list = keys.joined(separator: ", ")
        return "holds JSON without a feed (its keys are \(list)); a mapping file can say where a chart is in it"
    }
}
