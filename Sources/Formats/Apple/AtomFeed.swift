import CExpat
import Foundation
import Input
import Market

/// Apple's legacy feed as XML. The decoder also reports the HTML pages and XML errors that Apple sends in its place.
///
/// The XML decodes to the same chart as the feed's JSON. The parser is expat. Documents with a document type or entity
/// definitions are rejected, which prevents external fetches and entity expansion attacks. See
/// `docs/formats/apple-feeds.md`.
enum AtomFeed: TextFormat {
    static let format = DocumentFormat("atom")

    static func match(_ start: TableStart) -> FormatMatch? {
        matches(start.bytes.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }) ? .full : nil
    }

    static func decode(_ document: Document, _ options: SnapshotDecoder) throws(InputError) -> Decoded {
        options.addingChartWarnings(to: try decode(document), of: document)
    }

    /// Maximum nesting depth of elements.
    static let depthLimit = 64

    /// Returns whether a document is XML or HTML, based on its first bytes after any white space.
    static func matches(_ start: some Sequence<UInt8>) -> Bool {
        let head = Array(start.prefix(4))
        // UTF-8, or UTF-16 with a byte order mark.
        return head.first == UInt8(ascii: "<") || head == [0xFF, 0xFE, 0x3C, 0] || head == [0xFE, 0xFF, 0, 0x3C]
    }

    /// Decodes the XML of the legacy feed.
    ///
    /// - Throws: An error that describes the document if it isn't a feed, or gives the line and column of a syntax
    ///   error.
    static func decode(_ document: Document) throws(InputError) -> Decoded {
        if let page = HTMLPage(document.body) { throw InputError(document.origin, page.problem) }
        let reader = try reader(of: document)
        if let problem = reader.problem { throw InputError(document.origin, problem) }
        let chart = try AppleFeed.chart(of: reader.address, in: document)
        guard reader.entryCount > 0 else { throw InputError(document.origin, at: "feed.entry", "no entries") }
        guard let observedAt = document.observedAt(stamp: reader.updated) else {
            throw InputError(document.origin, at: "feed.updated", "missing; the time of the snapshot is unknown")
        }
        if let problem = reader.urls.disagreement(with: chart.storefront, of: "feed.id says") {
            reader.collector.note(problem)
        }
        return try reader.collector.decoded(chart: chart, observedAt: observedAt, feedUpdated: reader.updated)
    }

    private static func reader(of document: Document) throws(InputError) -> AtomReader {
        let reader = AtomReader(origin: document.origin)
        var handler = xml_handler()
        handler.context = Unmanaged.passUnretained(reader).toOpaque()
        handler.start = { context, name, attributes in
            guard let name, let reader = AtomReader.from(context) else { return }
            reader.start(String(cString: name), attributes: attributes)
        }
        handler.end = { context in AtomReader.from(context)?.end() }
        handler.text = { context, bytes, length in
            AtomReader.from(context)?.add(UnsafeBufferPointer(start: bytes, count: Int(length)))
        }
        let body = HTMLPage.unescapingQuotes(document.body)
        let outcome = withExtendedLifetime(reader) {
            body.withUnsafeBytes { xml_read($0.baseAddress, $0.count, Int32(depthLimit), &handler) }
        }
        if let problem = problem(outcome) {
            throw InputError(document.origin, line: Int(outcome.line), column: Int(outcome.column), problem)
        }
        return reader
    }

    private static func problem(_ outcome: xml_outcome) -> String? {
        switch outcome.error {
        case xml_no_error: nil
        case xml_truncated: "truncated XML"
        case xml_too_deep: "nesting exceeds the limit of \(depthLimit) levels"
        case xml_own_type: "unsupported XML: document type and entity definitions are not allowed"
        default: "invalid XML\(outcome.message.map { " (\(String(cString: $0)))" } ?? "")"
        }
    }
}
