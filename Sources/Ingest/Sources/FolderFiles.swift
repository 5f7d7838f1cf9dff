import Foundation

/// The files of a folder, or one file: which of them changed since they were last read, and which could not be.
struct FolderFiles: Sendable {
    /// Most files looked at in one folder.
    static let limit = 100_000

    private var seen: [String: FileStamp] = [:]
    private var verdicts: [String: FileStatus] = [:]

    /// Whether nothing was looked at yet, or nothing is left.
    var isEmpty: Bool { verdicts.isEmpty }

    /// How many files could be read when they were last looked at.
    var readable: Int { verdicts.values.count { $0 == .read } }

    /// Why the others could not, by path.
    var unreadable: [IngestError] { verdicts.values.compactMap(\.error).sorted { $0.origin < $1.origin } }

    /// The files that hold no data, where none of the folder's files does; `nil` where one does, or should.
    var onlySkipped: SkippedFiles? {
        guard !verdicts.isEmpty, verdicts.values.allSatisfy(\.isSkipped) else { return nil }
        var skipped = SkippedFiles()
        for (path, verdict) in verdicts.sorted(by: { $0.key < $1.key }) {
            if case .skipped(let reason) = verdict { skipped.add(reason, path) }
        }
        return skipped
    }

    /// Looks for files that are new or changed.
    ///
    /// - Parameter registry: a file of the folder that is no document.
    /// - Throws: where the folder cannot be listed, or holds no file to look at.
    mutating func changes(
        inFolder folder: String,
        besides registry: String?,
        problems: inout [IngestError]
    ) throws(IngestError) -> [FileReading.File] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            forgetAll()
            throw IngestError(folder, "cannot be listed: \(error.localizedDescription)")
        }
        let candidates = names.filter { FileName($0).skipReason == nil && $0 != registry }
        if candidates.isEmpty {
            forgetAll()
            throw Self.hasNothing(folder, besides: names.filter { $0 != registry })
        }
        let paths = Self.limited(candidates, of: folder, problems: &problems)
            .map { (folder as NSString).appendingPathComponent($0) }
        // A file that was taken away is no longer the source's.
        let present = Set(paths)
        verdicts = verdicts.filter { present.contains($0.key) }
        seen = seen.filter { present.contains($0.key) }
        return changes(among: paths, isNamed: false, problems: &problems)
    }

    /// By name; where they are too many, those whose names promise data are kept before others.
    private static func limited(_ names: [String], of folder: String, problems: inout [IngestError]) -> [String] {
        guard names.count > limit else { return FileName.sorted(names) }
        problems.append(IngestError(folder, "has \(names.count) files; the first \(limit) by name are read"))
        let data = names.filter { FileName($0).promisesData }.sorted()
        let others = names.filter { !FileName($0).promisesData }.sorted()
        return FileName.sorted(Array((data + others).prefix(limit)))
    }

    private static func hasNothing(_ folder: String, besides names: [String]) -> IngestError {
        guard !names.isEmpty else { return IngestError(folder, "has no snapshots: it is empty") }
        var skipped = SkippedFiles()
        for name in names { skipped.add(FileName(name).skipReason ?? .otherFormat, name) }
        return IngestError(folder, "has no snapshots: \(skipped.text)")
    }

    /// Those of the files that are new or changed.
    ///
    /// - Parameter isNamed: whether they are meant themselves, and not what a folder holds.
    mutating func changes(
        among paths: [String],
        isNamed: Bool,
        problems: inout [IngestError]
    ) -> [FileReading.File] {
        var changed: [FileReading.File] = []
        for path in paths {
            do throws(FileStamp.Fault) {
                let stamp = try FileStamp(of: path)
                if seen[path] != stamp { changed.append(.init(path: path, stamp: stamp, isNamed: isNamed)) }
            } catch {
                if isNamed || !error.isFolder, FileManager.default.fileExists(atPath: path) {
                    let isSkipped = !isNamed && error.isSpecial && !FileName(path).promisesData
                    let verdict = isSkipped ? FileStatus.skipped(.special) : .failed(error.error)
                    note(verdict, of: path, stamp: nil, problems: &problems)
                } else {
                    // It was taken away, or is a folder.
                    seen[path] = nil
                    verdicts[path] = nil
                }
            }
        }
        return changed
    }

    /// Notes how reading a file ended.
    ///
    /// - Parameter stamp: `nil` where the file may become readable without changing, as permissions are set right.
    /// - Returns: whether the file is skipped and was not before.
    @discardableResult
    mutating func note(
        _ verdict: FileStatus,
        of path: String,
        stamp: FileStamp?,
        problems: inout [IngestError]
    ) -> Bool {
        let before = verdicts.updateValue(verdict, forKey: path)
        seen[path] = stamp
        // What stays wrong is reported once.
        if let error = verdict.error, before?.error != error { problems.append(error) }
        return verdict.isSkipped && before?.isSkipped != true
    }

    /// Nothing is known of what was in a folder that is gone or empty.
    private mutating func forgetAll() {
        verdicts = [:]
        seen = [:]
    }
}
