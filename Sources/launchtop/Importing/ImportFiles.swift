import Foundation
import Ingest

/// The files that an import was asked for.
struct ImportFiles {
    struct File: Hashable {
        var file: DocumentReader.File
        var bytes: Int
    }

    /// By name within each source, which for files named by dates is the order of time.
    private(set) var files: [File] = []
    private(set) var bytes = 0
    /// What folders hold that is skipped by its name.
    private(set) var skipped = SkippedFiles()
    private let registry: String?
    /// The archive and what is kept next to it, which is no input even where it stands in a folder that is imported.
    private let archive: Set<String>

    /// Most files of one import.
    static let limit = 1_000_000

    /// - Parameters:
    ///   - words: files, folders with all that is in them, and patterns such as `data/2026-*.json`.
    ///   - registry: a file that is no document, where a mapping has one.
    ///   - archive: the archive that they are imported into.
    /// - Throws: where a word is nothing of the kind.
    init(_ words: [String], besides registry: String?, archive: String) throws(Failure) {
        self.registry = registry
        let suffixes = ["", "-wal", "-shm", "-journal", ".lock", ".feeds.json"]
        self.archive = Set(suffixes.map { Self.normalized(archive + $0) })
        for word in words { try add(word) }
    }

    /// The files from `start` on that are read together; none where the first is a container to be read in parts.
    func next(from start: Int, _ lot: ReadBatch) -> ArraySlice<File> {
        let count = lot.count(of: files[start...].lazy.map(\.bytes)) { index in
            DocumentReader.isPacked(files[start + index].file)
        }
        return files[start..<(start + count)]
    }

    private mutating func add(_ word: String) throws(Failure) {
        if let isFolder = Self.isFolder(word) { return try add(word, isFolder: isFolder, isOnly: true) }
        if word.contains("**") {
            throw Failure("\(word): “**” is not understood; name the folder, of which all that is below it is read")
        }
        let matches = Self.glob(word)
        if matches.isEmpty {
            throw Failure("\(word): there is no such file or folder, and nothing fits it as a pattern")
        }
        for match in matches {
            guard let isFolder = Self.isFolder(match) else { continue }
            try add(match, isFolder: isFolder, isOnly: matches.count == 1)
        }
    }

    private mutating func add(_ path: String, isFolder: Bool, isOnly: Bool) throws(Failure) {
        guard isFolder else {
            let isRegistry = (path as NSString).lastPathComponent == registry
            return isRegistry && !isOnly ? () : try add(.init(path, isNamed: true))
        }
        let before = files.count
        for path in try findFiles(below: path) { try add(.init(path, isNamed: false)) }
        guard files.count > before else {
            let reason = skipped.isEmpty ? "it is empty" : skipped.text
            throw Failure("\(path): holds no file to import: \(reason)")
        }
    }

    private mutating func add(_ file: DocumentReader.File) throws(Failure) {
        guard files.count < Self.limit else {
            throw Failure("there are more than \(Self.limit) files; import them folder by folder")
        }
        var status = stat()
        let size = stat(file.path, &status) == 0 ? Int(status.st_size) : 0
        files.append(File(file: file, bytes: size))
        bytes += size
    }

    /// Every file below a folder whose name doesn't rule it out, by name. Links to folders are not followed.
    private mutating func findFiles(below folder: String) throws(Failure) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw Failure("\(folder): cannot be listed")
        }
        var found: [String] = []
        for case let name as String in walk {
            let kind = walk.fileAttributes?[.type] as? FileAttributeType
            let reason = DocumentReader.skipReason(ofName: name)
            if kind == .typeDirectory {
                if reason == .hidden { walk.skipDescendants() } else { continue }
            }
            let path = (folder as NSString).appendingPathComponent(name)
            if let reason {
                skipped.add(reason, name)
            } else if kind == .typeSymbolicLink, Self.isFolder(path) == true {
                continue
            } else if (name as NSString).lastPathComponent != registry, !archive.contains(Self.normalized(path)) {
                found.append(path)
            }
        }
        return DocumentReader.sorted(found)
    }

    /// `nil` where there is nothing.
    private static func isFolder(_ path: String) -> Bool? {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) ? isFolder.boolValue : nil
    }

    private static func normalized(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    private static func glob(_ pattern: String) -> [String] {
        var result = glob_t()
        defer { globfree(&result) }
        guard Foundation.glob(pattern, GLOB_TILDE, nil, &result) == 0 else { return [] }
        return (0..<Int(result.gl_pathc)).compactMap { index in
            result.gl_pathv[index].map { String(cString: $0) }
        }
    }
}
