import Foundation

/// The documents of a folder on a server, as its index names them. Described in `docs/formats/remote-folder.md`.
struct RemoteFolder: Sendable {
    /// Most documents of one folder.
    static let limit = 100_000

    /// Still to be fetched, by name, the first last.
    private var waiting: [URL] = []
    private var verdicts: [URL: FileStatus] = [:]

    /// Whether an address names a folder: it ends in a slash, or in the name of an index.
    static func isMeant(by url: URL) -> Bool {
        url.hasDirectoryPath || ["index.json", "index.html"].contains(url.lastPathComponent)
    }

    var next: URL? { waiting.last }
    var readable: Int { verdicts.values.count { $0 == .read } }
    var unreadable: [IngestError] { verdicts.values.compactMap(\.error).sorted { $0.origin < $1.origin } }

    mutating func note(_ url: URL, _ verdict: FileStatus) {
        waiting.removeAll { $0 == url }
        verdicts[url] = verdict
    }

    /// Takes an index; what it names and was not fetched yet is to be. The last by name is fetched again, since it may
    /// still have been written.
    mutating func take(index body: Data, of url: URL, label: String) throws(IngestError) {
        let names = try Self.names(in: body, label: label)
        let base = url.hasDirectoryPath ? url : url.deletingLastPathComponent()
        var found: [URL] = []
        for name in names where !name.hasSuffix("/") && FileName(name).isFetched {
            guard let address = URL(string: name, relativeTo: base)?.absoluteURL, Self.isBelow(base, address),
                address != url.absoluteURL
            else { continue }
            found.append(address)
        }
        found = Array(Set(found)).sorted { $0.absoluteString < $1.absoluteString }
        guard !found.isEmpty else { throw IngestError(label, "is an index that names no document of this folder") }
        guard found.count <= Self.limit else {
            throw IngestError(label, "names \(found.count) documents; \(Self.limit) is the most")
        }
        let isFirst = verdicts.isEmpty
        let last = found.last { verdicts[$0]?.isSkipped != true }
        waiting = found.filter { verdicts[$0] == nil || (!isFirst && $0 == last) }.reversed()
    }

    /// Not on another host, and not above the folder.
    private static func isBelow(_ base: URL, _ address: URL) -> Bool {
        address.scheme == base.scheme && address.host == base.host && address.port == base.port
            && address.standardized.path.hasPrefix(base.standardized.path)
    }

    /// A JSON list of names, or of objects with a name, or one under "files"; or the links of a page.
    private static func names(in body: Data, label: String) throws(IngestError) -> [String] {
        let start = body.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard start == UInt8(ascii: "[") || start == UInt8(ascii: "{") else { return links(in: body) }
        return try JSONBody.read(Document(origin: label, body: body)) { root throws(IngestError) in
            let list = root.kind == .list ? root : root.member("files")
            guard let list, list.kind == .list else {
                throw IngestError(label, "is no index: neither a list of names nor an object with “files”")
            }
            return list.elements.prefix(limit + 1).compactMap { $0.text ?? $0.member("name")?.text }
        }
    }

    private static func links(in body: Data) -> [String] {
        let text = String(decoding: body, as: UTF8.self)
        return text.matches(of: /href\s*=\s*["']?([^"'\s>#?]+)/.ignoresCase()).prefix(limit + 1).map { String($0.1) }
    }
}
