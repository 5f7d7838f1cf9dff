import CExpat
import Foundation
import Market

/// Apple's legacy feed as XML, and what comes in its place: pages and Apple's errors.
///
/// The same chart as the JSON of that feed, by the same rules. Read by expat; a document that defines a type or
/// entities of its own is refused, so nothing is fetched and nothing multiplies. Described in `docs/formats/apple-feeds.md`.
enum AtomFeed {
    /// Most elements inside one another.
    static let depthLimit = 64

    /// Whether a body that begins like this, white space left away, is markup.
    static func looksLike(_ start: some Sequence<UInt8>) -> Bool {
        let head = Array(start.prefix(4))
        // As it stands, or in UTF-16 with its mark.
        return head.first == UInt8(ascii: "<") || head == [0xFF, 0xFE, 0x3C, 0] || head == [0xFE, 0xFF, 0, 0x3C]
    }

    /// - Throws: where it is no feed, what it is and what it says; where it is damaged, the line and column.
    static func decode(_ document: Document) throws(IngestError) -> Decoded {
        if let page = HTMLPage(document.body) { throw IngestError(document.origin, page.problem) }
        let reader = try reader(of: document)
        if let problem = reader.problem { throw IngestError(document.origin, problem) }
        let chart = try AppleFeed.chart(of: reader.address, in: document)
        guard reader.entryCount > 0 else { throw IngestError(document.origin, at: "feed.entry", "has no entries") }
        guard let observedAt = document.observedAt(stamp: reader.updated) else {
            throw IngestError(document.origin, at: "feed.updated", "is missing, so the time is unknown")
        }
        if let problem = reader.addresses.disagreement(with: chart.storefront, of: "feed.id says") {
            reader.collector.note(problem)
        }
        return try reader.collector.decoded(chart: chart, observedAt: observedAt, feedUpdated: reader.updated)
    }

    private static func reader(of document: Document) throws(IngestError) -> AtomReader {
        let reader = AtomReader(origin: document.origin)
        var handler = xml_handler()
        handler.context = Unmanaged.passUnretained(reader).toOpaque()
        handler.start = { context, name, attributes in
            guard let name, let reader = AtomReader.behind(context) else { return }
            reader.start(String(cString: name), attributes: attributes)
        }
        handler.end = { context in AtomReader.behind(context)?.end() }
        handler.text = { context, bytes, length in
            AtomReader.behind(context)?.add(UnsafeBufferPointer(start: bytes, count: Int(length)))
        }
        let body = HTMLPage.unescaped(document.body)
        let outcome = withExtendedLifetime(reader) {
            body.withUnsafeBytes { xml_read($0.baseAddress, $0.count, Int32(depthLimit), &handler) }
        }
        if let problem = problem(outcome) {
            throw IngestError(document.origin, at: "line \(outcome.line), column \(outcome.column)", problem)
        }
        return reader
    }

    private static func problem(_ outcome: xml_outcome) -> String? {
        switch outcome.fault {
        case xml_no_fault: nil
        case xml_cut_short: "is cut short: the XML ends in the middle"
        case xml_too_deep: "has more than \(depthLimit) elements inside one another"
        case xml_own_type: "defines entities of its own, which are not read"
        default: "is not XML from here on\(outcome.message.map { " (\(String(cString: $0)))" } ?? "")"
        }
    }
}
