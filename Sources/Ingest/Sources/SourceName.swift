public import Foundation

/// Where snapshots come from, as a person names it on the command line.
public enum SourceName: Hashable, Sendable {
    case file(String)
    /// Read for the snapshots in it, and again for new ones.
    case folder(String)
    case web(URL)
    case standardInput

    /// Reads `-`, an address, a store feed by name (`appstore:us/top-free/6014`), or a path.
    ///
    /// - Throws: a sentence where the text can be none of them.
    public init(_ text: String) throws(IngestError) {
        if text == "-" {
            self = .standardInput
        } else if text.hasPrefix("http://") || text.hasPrefix("https://") {
            guard let url = URL(string: text), url.host?.isEmpty == false else {
                throw IngestError(text, "is not an address that can be fetched")
            }
            self = .web(url)
        } else if text.hasPrefix("appstore:") {
            self = .web(try AppStoreFeed.address(of: text))
        } else {
            if text.contains("://") { throw IngestError(text, "only http and https addresses can be fetched") }
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) else {
                throw IngestError(text, "there is no such file or folder")
            }
            self = isFolder.boolValue ? .folder(text) : .file(text)
        }
    }

    /// As screens and errors show it: an address without user, password, query and fragment, where secrets live.
    public var label: String {
        switch self {
        case .file(let path), .folder(let path): path
        case .standardInput: "standard input"
        case .web(let url):
            "\(url.scheme ?? "http")://\(url.host ?? "")\(url.port.map { ":\($0)" } ?? "")\(url.path)"
        }
    }
}
