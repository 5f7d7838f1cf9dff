import Formats
import Foundation
import Input
import Market
import Transport

/// A type that tracks the files of a folder, or a single file: which changed since they were last read, and which
/// failed.
struct FolderFiles: Sendable {
    /// Maximum number of files in a folder.
    static let limit = 100_000

    private var stamps: [String: FileStamp] = [:]
    private var statuses: [String: FileStatus] = [:]

    /// Whether no files are known.
    var isEmpty: Bool { statuses.isEmpty }

    /// Number of files that were readable when they were last read.
    var readable: Int { statuses.values.count { $0 == .read } }

    /// Errors for the unreadable files, sorted by path.
    var unreadable: [InputError] { statuses.values.compactMap(\.error).sorted { $0.origin < $1.origin } }

    /// The skipped files, if all files were skipped; otherwise `nil`.
    var onlySkipped: SkippedFiles? {
        guard !statuses.isEmpty, statuses.values.allSatisfy(\.isSkipped) else { return nil }
        var skipped = SkippedFiles()
        for (path, status) in statuses.sorted(by: { $0.key < $1.key }) {
            if case .skipped(let reason) = status { skipped.add(reason, path) }
        }
        return skipped
    }

    /// Returns the new and changed files of a folder.
    ///
    /// - Parameter registry: The name of the folder's name registry, which isn't a document; `nil` if there is none.
    /// - Throws: An error if the folder can't be listed, or contains no files to read.
    mutating func changes(
        inFolder folder: String,
        excluding registry: String?,
        problems: inout [InputError]
    ) throws(InputError) -> [FileReading.File] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            reset()
            throw InputError(folder, "can't list folder: \(SystemError.message(of: error))")
        }
        let candidates = names.filter { FileName($0).skipReason == nil && $0 != registry }
        if candidates.isEmpty {
            reset()
            throw Self.noSnapshotsError(folder, skipped: names.filter { $0 != registry })
        }
        let paths = Self.limited(candidates, of: folder, problems: &problems)
            .map { (folder as NSString).appendingPathComponent($0) }
        // Forget files that were removed.
        let present = Set(paths)
        statuses = statuses.filter { present.contains($0.key) }
        stamps = stamps.filter { present.contains($0.key) }
        return changes(among: paths, isNamed: false, problems: &problems)
    }

    /// Returns the names of the files to read, sorted. If there are more than the limit, names that suggest data are
    /// preferred.
    private static func limited(_ names: [String], of folder: String, problems: inout [InputError]) -> [String] {
        guard names.count > limit else { return FileName.sorted(names) }
        problems.append(
            InputError(
                folder,
                "\(names.count) files exceed the limit of \(limit); only \(limit) are read, data files first"
            )
        )
        let data = names.filter { FileName($0).suggestsData }.sorted()
        let others = names.filter { !FileName($0).suggestsData }.sorted()
        return FileName.sorted(Array((data + others).prefix(limit)))
    }

    private static func noSnapshotsError(_ folder: String, skipped names: [String]) -> InputError {
        guard !names.isEmpty else { return InputError(folder, "no snapshots found: folder is empty") }
        var skipped = SkippedFiles()
        for name in names { skipped.add(FileName(name).skipReason ?? .otherFormat, name) }
        return InputError(folder, "no snapshots found: \(skipped.text)")
    }

    /// Returns the new and changed files among `paths`.
    ///
    /// - Parameter isNamed: Whether the files were named explicitly rather than found in a folder.
    mutating func changes(
        among paths: [String],
        isNamed: Bool,
        problems: inout [InputError]
    ) -> [FileReading.File] {
        var changed: [FileReading.File] = []
        for path in paths {
            do throws(FileStamp.StampError) {
                let stamp = try FileStamp(of: path)
                if stamps[path] != stamp { changed.append(.init(path: path, stamp: stamp, isNamed: isNamed)) }
            } catch {
                if isNamed || !error.isFolder, FileManager.default.fileExists(atPath: path) {
                    let isSkipped = !isNamed && error.isSpecial && !FileName(path).suggestsData
                    let status = isSkipped ? FileStatus.skipped(.special) : .failed(error.error)
                    note(status, of: path, stamp: nil, problems: &problems)
                } else {
                    // The file was removed, or is a folder.
                    stamps[path] = nil
                    statuses[path] = nil
                }
            }
        }
        return changed
    }

    /// Records the result of reading a file.
    ///
    /// - Parameter stamp: The stamp of the file when it was read; `nil` to read the file again even if it doesn't
    ///   change, because new permissions may make it readable.
    /// - Returns: Whether the file is skipped but wasn't before.
    @discardableResult
    mutating func note(
        _ status: FileStatus,
        of path: String,
        stamp: FileStamp?,
        problems: inout [InputError]
    ) -> Bool {
        let before = statuses.updateValue(status, forKey: path)
        stamps[path] = stamp
        // Report the same error only once.
        if let error = status.error, before?.error != error { problems.append(error) }
        return status.isSkipped && before?.isSkipped != true
    }

    /// Forgets all files, because the folder is gone or empty.
    private mutating func reset() {
        statuses = [:]
        stamps = [:]
    }
}
