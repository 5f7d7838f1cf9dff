import Foundation
public import Input
public import Market

/// A type that decodes the charts and counts in a document. The document's format is detected by content, never by file
/// name.
public struct SnapshotDecoder: Sendable {
    /// Maximum size of a fetched document, in bytes.
    public static let bodyLimit = 16 << 20
    /// Maximum size of a file, in bytes.
    public static let fileLimit = 64 << 20

    /// The chart to assume for documents that don't name one.
    public var defaults: ChartDefaults
    /// The mapping for a collector's own JSON or CSV.
    public var mapping: Mapping?
    /// The mappings to suggest for documents in unknown formats.
    public var suggestions: MappingFolder?
    /// App names for documents that are decoded with the mapping and contain no names.
    public var registry: NameRegistry?

    /// The apps by the ids that a vendor uses for them, for documents that are decoded with the mapping.
    public var appIDs: [String: AppID] = [:]

    /// The app to assume for documents that don't name one.
    public var app: AppID?

    /// The kind of figure to assume for counts that don't state one. `countPublisher` is the publisher to assume.
    public var countKind: FigureKind?
    public var countPublisher: String?

    /// Whether counts that don't name a storefront are worldwide, instead of those of the storefront in ``defaults``.
    public var hasWorldwideCounts = false

    /// The storefronts to assume for counts that don't name any; empty for worldwide counts, `nil` if unknown.
    var countStorefronts: [Storefront]? { hasWorldwideCounts ? [] : defaults.storefront.map { [$0] } }

    /// The only accepted format (default: any).
    public var format: DocumentFormat?

    public init(defaults: ChartDefaults = ChartDefaults(), mapping: Mapping? = nil, format: DocumentFormat? = nil) {
        self.defaults = defaults
        self.mapping = mapping
        self.format = format
    }

    /// Decodes a document.
    ///
    /// - Throws: An error that names the document and the location in it, if none of its content is valid.
    public func decode(_ document: Document) throws(InputError) -> Decoded {
        var decoded = try decodeContent(document)
        let charts = Set(decoded.charts.lazy.filter { !$0.hasOwnTime }.map(\.snapshot.chart))
        if !charts.isEmpty { decoded.documentCharts = [DocumentCharts(origin: document.origin, charts: charts)] }
        return decoded
    }

    private func decodeContent(_ document: Document) throws(InputError) -> Decoded {
        let origin = document.origin
        let limit = document.fetchedAt == nil ? Self.fileLimit : Self.bodyLimit
        guard document.body.count <= limit else {
            throw InputError(origin, "document exceeds the limit of \(limit) bytes")
        }
        let encoding = TextEncoding(of: document.body)
        guard encoding != .utf32 else {
            throw InputError(origin, "unsupported encoding UTF-32; save the file as UTF-8")
        }
        // XML declares its encoding.
        if encoding != .utf8, !AtomFeed.matches(document.body) {
            var text = document
            text.body = encoding.utf8(of: document.body)
            text.encoding = encoding
            return try decodeContent(text)
        }
        let start = document.body.drop { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }.prefix(512)
        switch start.first {
        case nil: throw InputError(origin, "document is empty")
        case 0x1F where start.dropFirst().first == 0x8B:
            var unpacked = document
            unpacked.body = try Unpacking.body(of: document.body, origin: origin, limit: limit)
            guard unpacked.body.first != 0x1F else {
                throw InputError(origin, "compressed more than once; only one layer is supported")
            }
            return try decodeContent(unpacked)
        case UInt8(ascii: "{") where mapping == nil && JSONLines.matches(document.body):
            try expect(JSONLines.format, in: document)
            return try JSONLines.decode(document)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            return addingDateWarning(
                to: try JSONBody.read(document) { root throws(InputError) in try decode(root, of: document) },
                of: document
            )
        default: return addingDateWarning(to: try decode(text: document), of: document)
        }
    }

    private func decode(text document: Document) throws(InputError) -> Decoded {
        let start = TableStart(document)
        let found = FormatList.text(start)
        if let mapping, let csv = mapping.csv, found?.format != AtomFeed.format {
            try expect(ChartTable.format, in: document)
            return try ChartTable.decode(document, mapping: mapping, csv: csv, defaults: defaults, registry: registry)
        }
        guard let found else {
            throw InputError(document.origin, line: 1, Self.unknownFormat(start, advice: advice(on: document)))
        }
        try expect(found.format, in: document)
        return try found.decode(document, self)
    }

    private func decode(_ root: JSONValue, of document: Document) throws(InputError) -> Decoded {
        if let response = AppleErrorResponse(root) { throw InputError(document.origin, response.problem) }
        if let mapping {
            guard mapping.isForJSON else {
                throw InputError(document.origin, "document is JSON, but mapping \"\(mapping.name)\" is for CSV only")
            }
            return try mapping.decode(root, of: document, decoder: self)
        }
        guard let found = FormatList.json(root) else {
            throw InputError(document.origin, Self.unknownFormat(root, advice: advice(on: document)))
        }
        try expect(found.format, in: document)
        return try found.decode(root, of: document, self)
    }

    private func expect(_ found: DocumentFormat, in document: Document) throws(InputError) {
        guard let format, format != found else { return }
        throw InputError(document.origin, "expected format \(format.name), found \(found.name)")
    }

    /// Returns advice to use a bundled mapping that decodes a document in an unknown format; `nil` if no bundled
    /// mapping does.
    private func advice(on document: Document) -> String? {
        let fitting = suggestions?.fitting(document) ?? []
        guard !fitting.isEmpty else { return nil }
        let options = fitting.map { "--mapping \($0.name)\($0.fixedText.map { " (reads it as \($0))" } ?? "")" }
        return "a bundled mapping fits; use \(TextList.or(options))"
    }

    /// Returns the error message for a text document in an unknown format, which includes the document's dialect.
    private static func unknownFormat(_ start: TableStart, advice: String?) -> String {
        let known = "neither JSON nor CSV with the header \(ChartCSV.columns.joined(separator: ","))"
        guard start.names.count > 1 else { return "unknown format: \(known)" }
        let names = start.names.prefix(8).map { UntrustedText.sanitized($0, limit: 40) }.joined(separator: ", ")
        if let missing = start.records.first.flatMap({ ChartTableColumns.missing(in: $0) }) {
            return "unknown format: table without \(missing); found columns \(names) (\(start.dialect.description)); "
                + (advice ?? "add it, or use a mapping file to name it")
        }
        return "unknown format: \(known), nor a known table; found columns \(names) (\(start.dialect.description)); "
            + (advice ?? "use a mapping file to name them")
    }

    /// Returns the error message for JSON in an unknown format.
    private static func unknownFormat(_ root: JSONValue, advice: String?) -> String {
        guard root.kind == .object else {
            return "unknown format: the JSON array is not a list of apps\(advice.map { "; \($0)" } ?? "")"
        }
        let keys = root.members.prefix(6).map { String(decoding: $0.name, as: UTF8.self) }.sorted()
        guard !keys.isEmpty else { return "JSON object is empty" }
        let list = keys.joined(separator: ", ")
        return "unknown format: JSON object without a feed (keys \(list)); "
            + (advice ?? "use a mapping file to describe it")
    }
}
