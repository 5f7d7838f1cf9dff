import Formats
import Foundation
import Market

/// Functions that return shell completions for an argument.
package enum CompletionWords {
    /// The maximum number of names suggested from one folder.
    private static let fileLimit = 1000

    /// Returns completions for the last item of a comma-separated list.
    package static func list(_ prefix: String, of words: [String]) -> [String] {
        let head = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
        return words.map { head + $0 }.filter { $0.hasPrefix(prefix) }
    }

    /// Returns storefront codes and, once something is typed, storefront names. All names at once would be too many.
    package static func storefronts(_ prefix: String) -> [String] {
        let codes = Storefront.all.map(\.code)
        let last = prefix.split(separator: ",", omittingEmptySubsequences: false).last ?? ""
        guard !last.isEmpty else { return codes }
        return codes + Storefront.all.map { $0.name.lowercased().replacingOccurrences(of: " ", with: "-") }
    }

    package static let genres: [String] = Genre.all(in: .appStore).map(\.slug)

    /// Returns completions for the next part of a source such as `appstore:us/top-free/photo-and-video`.
    package static func sources(_ prefix: String) -> [String] {
        let start = "appstore:"
        guard prefix.hasPrefix(start) else { return start.hasPrefix(prefix) ? ["appstore:us/top-free", start] : [] }
        let parts = prefix.dropFirst(start.count).split(separator: "/", omittingEmptySubsequences: false)
        let words: [String]
        switch parts.count {
        case 0, 1: words = storefronts(String(parts.first ?? "")).map { "\($0)/" }
        case 2: words = AppStoreFeed.kinds.map(\.slug)
        case 3: words = genres
        default: words = []
        }
        let head = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? start
        return words.map { head + $0 }.filter { $0.hasPrefix(prefix) }
    }

    /// Returns completions for a path: the names in its folder. Names of folders end in a slash.
    package static func files(_ prefix: String) -> [String] {
        let cut = prefix.lastIndex(of: "/")
        let folder = cut.map { String(prefix[...$0]) } ?? ""
        let start = cut.map { prefix[prefix.index(after: $0)...] } ?? prefix[...]
        let directory = folder.isEmpty ? "." : NSString(string: folder).expandingTildeInPath
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { return [] }
        let matching = names.filter { $0.hasPrefix(start) && ($0.hasPrefix(".") == start.hasPrefix(".")) }
        return matching.sorted().prefix(fileLimit).map { name in
            var isFolder: ObjCBool = false
            let path = NSString(string: directory).appendingPathComponent(name)
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            return folder + name + (isFolder.boolValue ? "/" : "")
        }
    }
}
