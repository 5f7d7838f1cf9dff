import ArgumentParser
import Formats
import Foundation
import Market
import Settings
import Simulation

/// The completions of command-line arguments in a shell.
enum Completion {
    /// Maximum number of names suggested from one folder.
    private static let fileLimit = 1000

    static let storefronts = CompletionKind.custom { _, _, prefix in list(prefix, of: storefrontNames(prefix) + ["all"])
    }
    static let storefront = CompletionKind.custom { _, _, prefix in list(prefix, of: storefrontNames(prefix)) }
    static let charts = CompletionKind.custom { _, _, prefix in list(prefix, of: AppStoreFeed.kinds.map(\.slug)) }
    static let genres = CompletionKind.custom { _, _, prefix in list(prefix, of: genreNames + ["all"]) }
    static let themes = CompletionKind.custom { _, _, prefix in list(prefix, of: ThemeFolder.standard.names) }
    static let zones = CompletionKind.custom { _, _, prefix in
        list(prefix, of: TimeZoneName.all)
    }
    static let launches = CompletionKind.custom { _, _, prefix in
        Launchtop.launchIDs.filter { $0.hasPrefix(prefix) }
    }
    /// Completes what can be replayed: launches and sources.
    static let replayed = CompletionKind.custom { words, index, prefix in
        Launchtop.launchIDs.filter { $0.hasPrefix(prefix) } + sources(words, index, prefix)
    }
    static let mappings = CompletionKind.custom { _, _, prefix in
        let names = (try? CommonOptions.parse([]).mappings.names) ?? []
        return names.filter { $0.hasPrefix(prefix) } + files(prefix)
    }
    static let simulatedCharts = CompletionKind.custom { _, _, prefix in
        list(prefix, of: SimulatedMarket.kinds.map(\.slug))
    }
    /// Completes a SOURCE with files, folders and App Store charts.
    static let sources = CompletionKind.custom { words, index, prefix in sources(words, index, prefix) }

    private static func sources(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
        // bash treats a colon as a word break and completes only the part after it.
        let start = "appstore:"
        guard index >= 2, words.indices.contains(index), words[index - 1] == ":", words[index - 2] == "appstore" else {
            return sources(prefix) + files(prefix)
        }
        return sources(start + prefix).map { String($0.dropFirst(start.count)) }
    }

    /// Completes the last item of a comma-separated list.
    static func list(_ prefix: String, of words: [String]) -> [String] {
        let head = prefix.lastIndex(of: ",").map { String(prefix[...$0]) } ?? ""
        return words.map { head + $0 }.filter { $0.hasPrefix(prefix) }
    }

    /// Returns storefront codes, plus names once something is typed. All names at once would be too many.
    private static func storefrontNames(_ prefix: String) -> [String] {
        let codes = Storefront.all.map(\.code)
        let last = prefix.split(separator: ",", omittingEmptySubsequences: false).last ?? ""
        guard !last.isEmpty else { return codes }
        return codes + Storefront.all.map { $0.name.lowercased().replacingOccurrences(of: " ", with: "-") }
    }

    private static let genreNames: [String] = Genre.all(in: .appStore).map(\.slug)

    /// Completes `appstore:us/top-free/photo-and-video`, one part at a time.
    static func sources(_ prefix: String) -> [String] {
        let start = "appstore:"
        guard prefix.hasPrefix(start) else { return start.hasPrefix(prefix) ? ["appstore:us/top-free", start] : [] }
        let parts = prefix.dropFirst(start.count).split(separator: "/", omittingEmptySubsequences: false)
        let words: [String]
        switch parts.count {
        case 0, 1: words = storefrontNames(String(parts.first ?? "")).map { "\($0)/" }
        case 2: words = AppStoreFeed.kinds.map(\.slug)
        case 3: words = genreNames
        default: words = []
        }
        let head = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? start
        return words.map { head + $0 }.filter { $0.hasPrefix(prefix) }
    }

    /// Completes a path with the names in its folder. Folders end in a slash.
    static func files(_ prefix: String) -> [String] {
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
