public import Foundation

/// Where snapshots come from, as a person names it on the command line or in the settings.
public enum SourceName: Hashable, Sendable {
    case file(String)
    /// Read for the snapshots in it, and again for new ones.
    case folder(String)
    case web(URL)
    case standardInput

    /// Reads `-`, an address, a store feed by name (`appstore:us/top-free/6014`, `appstore:japan/top-free/games`), or
    /// a path.
    ///
    /// - Throws: a sentence where the text can be none of them. It repeats no password and no query of an address.
    public init(_ text: String) throws(IngestError) {
        if text == "-" {
            self = .standardInput
        } else if let url = try Self.address(text) {
            self = .web(url)
        } else {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) else {
                throw IngestError(text, "there is no such file or folder")
            }
            self = isFolder.boolValue ? .folder(text) : .file(text)
        }
    }

    /// The address that a text is or stands for; `nil` where it can only be a path.
    static func address(_ text: String) throws(IngestError) -> URL? {
        if text.hasPrefix("http://") || text.hasPrefix("https://") {
            guard let url = URL(string: text), url.host?.isEmpty == false else {
                throw IngestError(withoutSecrets(text), "is not an address that can be fetched")
            }
            return url
        }
        if text.hasPrefix(AppStoreFeed.prefix) { return try AppStoreFeed.address(of: text) }
        guard !text.contains("://") else {
            throw IngestError(withoutSecrets(text), "only http and https addresses can be fetched")
        }
        return nil
    }

    /// An address that cannot be taken apart, without what may be a user, a password, a query or a fragment.
    private static func withoutSecrets(_ text: String) -> String {
        guard let scheme = text.range(of: "://") else { return text }
        let rest = text[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
        let host = rest.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
        return "\(text[..<scheme.upperBound])\(host)"
    }

    /// As screens and errors show it: a store feed by its name, any other address without user, password, query and
    /// fragment, where secrets live.
    public var label: String {
        switch self {
        case .file(let path), .folder(let path): path
        case .standardInput: "standard input"
        case .web(let url):
            AppStoreFeed.name(of: url)
                ?? "\(url.scheme ?? "http")://\(url.hostAndPort)\(url.path)"
        }
    }
}
