import Formats
import Foundation
import Input

/// The documents of a folder on a server, listed by its index. See `docs/formats/remote-folder.md`.
struct RemoteFolder: Sendable {
    /// Maximum number of documents in a folder.
    static let limit = 100_000

    /// Documents to fetch, in reverse order.
    private var pending: [URL] = []
    private var statuses: [URL: FileStatus] = [:]

    /// Returns whether a URL is a folder: it ends with a slash or the name of an index.
    static func isFolder(_ url: URL) -> Bool {
        url.hasDirectoryPath || ["index.json", "index.html"].contains(url.lastPathComponent)
    }

    var next: URL? { pending.last }
    var readable: Int { statuses.values.count { $0 == .read } }
    var unreadable: [InputError] { statuses.values.compactMap(\.error).sorted { $0.origin < $1.origin } }

    mutating func note(_ url: URL, _ status: FileStatus) {
        pending.removeAll { $0 == url }
        statuses[url] = status
    }

    /// Reads an index and queues the documents that haven't been fetched yet. The last document in URL order is fetched
    /// again, because it may have been incomplete.
    mutating func update(index body: Data, of url: URL, label: String) throws(InputError) {
        let names = try FolderIndex.names(in: body, origin: label, limit: Self.limit + 1)
        let base = url.hasDirectoryPath ? url : url.deletingLastPathComponent()
        var found: [URL] = []
        for name in names where !name.hasSuffix("/") && FileName(name).isFetched {
            guard let address = URL(string: name, relativeTo: base)?.absoluteURL, Self.isBelow(base, address),
                address != url.absoluteURL
            else { continue }
            found.append(address)
        }
        found = Array(Set(found)).sorted { $0.absoluteString < $1.absoluteString }
        guard !found.isEmpty else { throw InputError(label, "folder index lists no documents in this folder") }
        guard found.count <= Self.limit else {
            let problem = "\(found.count) documents in the folder index exceed the limit of \(Self.limit)"
            throw InputError(label, problem)
        }
        let isFirst = statuses.isEmpty
        let last = found.last { statuses[$0]?.isSkipped != true }
        pending = found.filter { statuses[$0] == nil || (!isFirst && $0 == last) }.reversed()
    }

    /// Returns whether a URL is on the same host and below the folder.
    private static func isBelow(_ base: URL, _ address: URL) -> Bool {
        address.scheme == base.scheme && address.host == base.host && address.port == base.port
            && address.standardized.path.hasPrefix(base.standardized.path)
    }
}
