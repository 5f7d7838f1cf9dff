import Foundation

/// Properties of a file that are known from its name.
///
/// Whether a file is data depends on its content (`FileHeader`). The name decides whether a file that isn't data causes
/// an error (`us.json`) or is skipped (`README`).
package struct FileName: Hashable, Sendable {
    /// The last component of the path.
    package let text: String

    private static let dataExtensions: Set<String> = ["json", "jsonl", "ndjson", "csv", "tsv", "xml"]
    private static let packedExtensions: Set<String> = [
        "gz", "tgz", "tar", "zip", "bz2", "tbz", "tbz2", "xz", "txz", "zst", "tzst",
    ]
    private static let backupExtensions: Set<String> = [
        "bak", "backup", "orig", "swp", "swo", "tmp", "temp", "part", "partial", "crdownload", "download",
    ]
    /// Extensions of files that are never charts or reports. Used for Git histories, where reading the first bytes
    /// costs as much as reading the file.
    private static let otherExtensions: Set<String> = [
        "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "icns", "heic", "pdf", "mp3", "mp4", "mov", "wav", "woff",
        "woff2", "ttf", "otf", "html", "htm", "css", "js", "mjs", "ts", "jsx", "tsx", "py", "rb", "go", "rs", "swift",
        "c", "h", "cpp", "hpp", "m", "java", "kt", "php", "pl", "sh", "bat", "ps1", "md", "rst", "toml", "yml", "yaml",
        "lock", "ipynb", "plist", "sqlite", "db", "exe", "dll", "so", "dylib", "jar", "log",
    ]

    /// Returns paths sorted by name, with a browser's second download (`NAME (1).txt`) after the first, because it's
    /// newer.
    package static func sorted(_ paths: [String]) -> [String] {
        paths.map { (key: Self.withoutCopyNumber($0), path: $0) }
            .sorted { ($0.key.name, $0.key.copy, $0.path) < ($1.key.name, $1.key.copy, $1.path) }
            .map(\.path)
    }

    private static func withoutCopyNumber(_ path: String) -> (name: String, copy: Int) {
        guard let open = path.lastIndex(of: "("), let close = path[open...].firstIndex(of: ")"),
            let copy = Int(path[path.index(after: open)..<close]), path[..<open].last == " ",
            path[path.index(after: close)...].first == "."
        else { return (path, 0) }
        return (String(path[..<open].dropLast()) + String(path[path.index(after: close)...]), copy)
    }

    package init(_ path: String) { text = (path as NSString).lastPathComponent }

    /// The reason to skip the file in a folder without opening it; `nil` if the content decides.
    package var skipReason: SkippedFiles.Reason? {
        if text.hasPrefix(".") { return .hidden }
        let isBackup = text.hasSuffix("~") || (text.count > 1 && text.hasPrefix("#") && text.hasSuffix("#"))
        return isBackup || Self.backupExtensions.contains(pathExtension) ? .backup : nil
    }

    /// Whether the name suggests that the file contains data. If such a file contains no data, it causes an error
    /// instead of being skipped.
    package var suggestsData: Bool {
        Self.dataExtensions.contains(pathExtension) || Self.packedExtensions.contains(pathExtension)
            // Apple's sales reports are named S_D_80012345_20260301.txt.
            || (pathExtension == "txt" && text.hasPrefix("S_"))
    }

    /// The name of a compressed file's content, such as `us.json` for `us.json.gz`.
    package var decompressed: FileName {
        Self.packedExtensions.contains(pathExtension) ? FileName((text as NSString).deletingPathExtension) : self
    }

    /// Whether the file is fetched if the index of a remote folder lists it.
    package var isFetched: Bool {
        skipReason == nil && (suggestsData || pathExtension == "txt" || (pathExtension.isEmpty && !text.isEmpty))
    }

    /// Whether the file is one that launchtop writes next to an archive: the status of its sources, or its alerts.
    var isNextToArchive: Bool { text.hasSuffix(".feeds.json") || text.hasSuffix(".alerts.jsonl") }

    /// Whether files with this extension are never charts or reports.
    package var isOfOtherKind: Bool { Self.otherExtensions.contains(pathExtension) }

    private var pathExtension: String { (text as NSString).pathExtension.lowercased() }
}
