import Foundation
import Ingest

/// The files that an import was asked for.
struct ImportFiles {
    /// By name within each source, which for files named by dates is the order of time.
    private(set) var paths: [String] = []
    private(set) var bytes = 0

    /// Most files of one import.
    static let limit = 1_000_000

    /// - Parameters:
    ///   - words: files, folders with all that is in them, and patterns such as `data/2026-*.json`.
    ///   - registry: a file that is no document, where a mapping has one.
    /// - Throws: where a word is nothing of the kind.
    init(_ words: [String], besides registry: String?) throws(Failure) {
        for word in words {
            let found = try Self.expand(word)
            for path in found where (path as NSString).lastPathComponent != registry || found.count == 1 {
                guard paths.count < Self.limit else {
                    throw Failure("there are more than \(Self.limit) files; import them folder by folder")
                }
                paths.append(path)
                var status = stat()
                if stat(path, &status) == 0 { bytes += Int(status.st_size) }
            }
        }
    }

    private static func expand(_ word: String) throws(Failure) -> [String] {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: word, isDirectory: &isFolder) {
            return isFolder.boolValue ? try files(below: word) : [word]
        }
        if word.contains("**") {
            throw Failure("\(word): “**” is not understood; name the folder, of which all that is below it is read")
        }
        let matches = glob(word)
        if matches.isEmpty {
            throw Failure("\(word): there is no such file or folder, and nothing fits it as a pattern")
        }
        var found: [String] = []
        for match in matches {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: match, isDirectory: &isFolder) else { continue }
            found += isFolder.boolValue ? try files(below: match) : [match]
        }
        return found
    }

    /// Every file below a folder that may be a document. Hidden ones are passed over, links to folders not followed.
    private static func files(below folder: String) throws(Failure) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw Failure("\(folder): cannot be listed")
        }
        var files: [String] = []
        for case let name as String in walk {
            let isHidden = (name as NSString).lastPathComponent.hasPrefix(".")
            if walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory {
                if isHidden { walk.skipDescendants() }
            } else if DocumentReader.isCandidate(name) {
                files.append((folder as NSString).appendingPathComponent(name))
            }
        }
        guard !files.isEmpty else { throw Failure("\(folder): holds no file that could be a snapshot") }
        return files.sorted()
    }

    private static func glob(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard Foundation.glob(pattern, GLOB_TILDE, nil, &result) == 0 else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { index in
            result.gl_pathv[index].map { String(cString: $0) }
        }
    }
}
