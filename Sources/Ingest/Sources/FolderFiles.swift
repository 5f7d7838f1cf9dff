import Foundation

/// The files of a folder, or one file: which of them changed since they were last read, and which could not be.
struct FolderFiles: Sendable {
    /// Most files looked at in one folder.
    static let limit = 100_000

    private var seen: [String: FileStamp] = [:]
    /// By path: why it could not be read, or `nil` where it could.
    private var verdicts: [String: IngestError?] = [:]

    /// Whether nothing was looked at yet, or nothing is left.
    var isEmpty: Bool { verdicts.isEmpty }

    /// How many files could be read when they were last looked at.
    var readable: Int { verdicts.values.count { $0 == nil } }

    /// Why the others could not, by path.
    var unreadable: [IngestError] { verdicts.values.compactMap { $0 }.sorted { $0.origin < $1.origin } }

    /// Looks for files that are new or changed.
    ///
    /// - Throws: where the folder cannot be listed, or holds nothing that could be a snapshot.
    mutating func changes(
        inFolder folder: String,
        besides registry: String?,
        problems: inout [IngestError]
    ) throws(IngestError) -> [(path: String, stamp: FileStamp)] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            forgetAll()
            throw IngestError(folder, "cannot be listed: \(error.localizedDescription)")
        }
        let candidates = names.filter { FileReading.isCandidate($0) && $0 != registry }.sorted()
        if candidates.isEmpty {
            forgetAll()
            let other = names.isEmpty ? "it is empty" : "it holds no .json or .csv file (\(names.count) other)"
            throw IngestError(folder, "has no snapshots: \(other)")
        }
        if candidates.count > Self.limit {
            problems.append(
                IngestError(folder, "has \(candidates.count) files; the first \(Self.limit) by name are read")
            )
        }
        let paths = candidates.prefix(Self.limit).map { (folder as NSString).appendingPathComponent($0) }
        // A file that was taken away is no longer the source's.
        let present = Set(paths)
        verdicts = verdicts.filter { present.contains($0.key) }
        seen = seen.filter { present.contains($0.key) }
        return changes(among: paths, problems: &problems)
    }

    /// Those of the files that are new or changed.
    mutating func changes(
        among paths: [String],
        problems: inout [IngestError]
    ) -> [(path: String, stamp: FileStamp)] {
        var changed: [(path: String, stamp: FileStamp)] = []
        for path in paths {
            do throws(IngestError) {
                let stamp = try FileStamp(of: path)
                if seen[path] != stamp { changed.append((path, stamp)) }
            } catch {
                if FileManager.default.fileExists(atPath: path) {
                    note(error, of: path, stamp: nil, problems: &problems)
                } else {
                    // It was taken away.
                    seen[path] = nil
                    verdicts[path] = nil
                }
            }
        }
        return changed
    }

    /// Notes how reading a file ended.
    ///
    /// - Parameter stamp: `nil` where the file may become readable without changing, as permissions are mended.
    mutating func note(_ error: IngestError?, of path: String, stamp: FileStamp?, problems: inout [IngestError]) {
        seen[path] = stamp
        // What stays wrong is told once.
        if let error, verdicts[path] != .some(error) { problems.append(error) }
        verdicts[path] = .some(error)
    }

    /// A folder that is gone or empty tells nothing of what was in it.
    private mutating func forgetAll() {
        verdicts = [:]
        seen = [:]
    }
}
