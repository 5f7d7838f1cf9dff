import Formats
import Foundation

/// The files to import.
package struct ImportFiles {
    struct File: Hashable {
        var file: DocumentReader.File
        var bytes: Int
    }

    /// All files, sorted by name within each argument. For files named by date, this is chronological order.
    private(set) var files: [File] = []
    private(set) var bytes = 0
    /// Files in folders that are skipped because of their names.
    private(set) var skipped = SkippedFiles()
    private let registry: String?
    /// Paths of the archive and its auxiliary files, which are never imported.
    private let archive: Set<String>

    /// Maximum number of files per import.
    static let limit = 1_000_000

    /// Lists the files to import.
    ///
    /// - Parameters:
    ///   - arguments: Files, folders including their subfolders, and patterns such as `data/2026-*.json`.
    ///   - registry: Name of the mapping's registry file, which isn't a document.
    ///   - archive: Path of the archive to import into.
    /// - Throws: An error if an argument doesn't match any file.
    package init(_ arguments: [String], excluding registry: String?, archive: String) throws(Failure) {
        self.registry = registry
        let suffixes = ["", "-wal", "-shm", "-journal", ".lock", ".feeds.json"]
        self.archive = Set(suffixes.map { Self.normalized(archive + $0) })
        for argument in arguments { try add(argument) }
    }

    /// Returns the files to read next in one batch. Returns none if the next file is a container that must be read in
    /// parts.
    func next(from start: Int, _ batch: ReadBatch) -> ArraySlice<File> {
        let count = batch.count(of: files[start...].lazy.map(\.bytes)) { index in
            DocumentReader.isPacked(files[start + index].file)
        }
        return files[start..<(start + count)]
    }

    private mutating func add(_ argument: String) throws(Failure) {
        if let isFolder = Self.isFolder(argument) { return try add(argument, isFolder: isFolder, isOnly: true) }
        if argument.contains("**") {
            throw Failure("\(argument): \"**\" isn't supported; name the folder to include all its subfolders")
        }
        let matches = Self.glob(argument)
        if matches.isEmpty {
            throw Failure("\(argument): no such file or folder, and no files match it as a pattern")
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
            let reason = skipped.isEmpty ? "folder is empty" : skipped.text
            throw Failure("\(path): no files to import: \(reason)")
        }
    }

    private mutating func add(_ file: DocumentReader.File) throws(Failure) {
        guard files.count < Self.limit else {
            throw Failure("more than \(Self.limit) files; import them one folder at a time")
        }
        var status = stat()
        let size = stat(file.path, &status) == 0 ? Int(status.st_size) : 0
        files.append(File(file: file, bytes: size))
        bytes += size
    }

    /// Returns the importable files in a folder and its subfolders, sorted by name. Symbolic links to folders aren't
    /// followed.
    private mutating func findFiles(below folder: String) throws(Failure) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw Failure("\(folder): can't list the folder")
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

    /// Returns whether the path is a folder, or `nil` if it doesn't exist.
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
