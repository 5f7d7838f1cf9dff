import Foundation
import Input
import Market

/// A type that receives the events of an XML parser and keeps the chart's data.
final class AtomReader {
    /// Maximum size of an element's text, in bytes. Only an entry's summary can be longer, and summaries aren't read.
    private static let textLimit = 64 << 10

    var collector: EntryCollector
    private(set) var urls = EntryURLs()
    private(set) var entryCount = 0
    private(set) var updated: Timestamp?

    private var id: String?
    private var ownLink: String?
    private var root: String?
    private var code: String?
    private var message: String?

    /// Names of the open elements.
    private var path: [String] = []
    /// The text of the innermost open element, if that element is kept.
    private var text: [UInt8] = []
    private var isKept = false
    private var entryID: String?
    private var entryName: String?
    private var entryDeveloper: String?

    init(origin: String) { collector = EntryCollector(origin: origin, path: "feed.entry", store: .appStore) }

    /// Returns the reader that a callback's context points to.
    static func from(_ context: UnsafeMutableRawPointer?) -> AtomReader? {
        context.map { Unmanaged<AtomReader>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The URL that describes the chart: the feed's id, or its link to itself.
    var address: String? { id ?? ownLink }

    /// The reason why the document isn't a feed; `nil` if it is one.
    var problem: String? {
        if root == "feed" { return nil }
        guard root == "Error", let message else { return "XML document is not a chart feed" }
        return "Apple returned the error \(code.map { "\($0): " } ?? "")\"\(message)\" instead of a chart"
    }

    func start(_ name: String, attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        path.append(Self.short(name))
        root = root ?? path.first
        text = []
        isKept = Self.keptPaths.contains(path)
        switch path {
        case ["feed", "entry"]: (entryID, entryName, entryDeveloper) = (nil, nil, nil)
        case ["feed", "entry", "id"]: entryID = entryID ?? Self.value(of: "im:id", in: attributes)
        case ["feed", "link"] where Self.value(of: "rel", in: attributes) == "self":
            ownLink = ownLink ?? Self.value(of: "href", in: attributes)
        default: break
        }
    }

    func add(_ bytes: UnsafeBufferPointer<CChar>) {
        guard isKept, text.count + bytes.count <= Self.textLimit else { return }
        text.append(contentsOf: bytes.lazy.map { UInt8(bitPattern: $0) })
    }

    func end() {
        // expat delivers valid UTF-8.
        let content = isKept ? String(decoding: text, as: UTF8.self) : ""
        let trimmed = content.trimmingCharacters(in: .whitespacesAndNewlines)
        switch path {
        case ["feed", "id"]: id = id ?? trimmed
        case ["feed", "updated"]: updated = updated ?? FeedDate.timestamp(trimmed)
        case ["feed", "entry", "id"]: urls.add(trimmed)
        case ["feed", "entry", "im:name"]: entryName = entryName ?? content
        case ["feed", "entry", "im:artist"]: entryDeveloper = entryDeveloper ?? content
        case ["feed", "entry"]: endEntry()
        case ["Error", "Code"]: code = UntrustedText.sanitized(trimmed, limit: 20)
        case ["Error", "Message"]: message = UntrustedText.sanitized(trimmed)
        default: break
        }
        path.removeLast()
        isKept = false
    }

    private func endEntry() {
        if let entryID {
            collector.add(.init(id: entryID, name: entryName, developer: entryDeveloper), at: entryCount)
        } else {
            collector.skip(at: entryCount, "id: missing attribute im:id")
        }
        entryCount += 1
    }

    private static let keptPaths: Set<[String]> = [
        ["feed", "id"], ["feed", "updated"], ["feed", "entry", "id"], ["feed", "entry", "im:name"],
        ["feed", "entry", "im:artist"], ["Error", "Code"], ["Error", "Message"],
    ]

    /// Returns the short form of an XML name: `im:name` for `http://itunes.apple.com/rss|name`, the local name for
    /// Atom, and the full name for any other namespace.
    private static func short(_ name: String) -> String {
        guard let bar = name.lastIndex(of: "|") else { return name }
        let (space, local) = (name[..<bar], name[name.index(after: bar)...])
        switch space {
        case "http://www.w3.org/2005/Atom": return String(local)
        case "http://itunes.apple.com/rss", "https://itunes.apple.com/rss": return "im:\(local)"
        default: return name
        }
    }

    private static func value(
        of name: String,
        in attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) -> String? {
        guard var attribute = attributes else { return nil }
        while let found = attribute[0], let value = attribute[1] {
            if short(String(cString: found)) == name { return String(cString: value) }
            attribute += 2
        }
        return nil
    }
}
