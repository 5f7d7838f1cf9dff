package import Collector
package import Foundation
package import History
package import Input
import Launches
package import Market
import Settings

extension Setup {
    /// Returns a ledger with the launch library, and errors for files that can't be read.
    ///
    /// - Throws: An error if no library is found.
    package func library() throws(Failure) -> (ledger: Ledger, problems: [InputError]) {
        let (files, problems) = try listedLaunchFiles()
        let read = LaunchLibrary.read(files)
        var ledger = Ledger()
        for launch in read.launches { ledger.append(launch) }
        return (ledger, problems + read.problems)
    }

    /// Returns the launch library with the milestones from the settings, and prints errors for files that can't be
    /// read.
    package func reportedLibrary() throws(Failure) -> LedgerSnapshot {
        var (ledger, problems) = try library()
        for problem in problems { Console.report(problem.description) }
        ledger.setGoals(try configuration().milestones)
        return ledger.snapshot
    }

    /// Returns every launch file. If the user's own folder can't be listed, returns only the bundled files, and the
    /// error.
    ///
    /// - Throws: An error if no library is found.
    package func listedLaunchFiles() throws(Failure) -> (files: [URL], problems: [InputError]) {
        let bundled = try bundledLaunchFiles()
        do throws(InputError) { return (try bundled + ownLaunchFiles(), []) } catch { return (bundled, [error]) }
    }

    /// Returns every launch file: the bundled files and the user's own.
    ///
    /// - Throws: An error if no library is found, or the user's own folder can't be listed.
    package func launchFiles() throws(Failure) -> [URL] {
        let (files, problems) = try listedLaunchFiles()
        if let problem = problems.first { throw Failure(problem.description) }
        return files
    }

    /// Returns a launch from the file named after its id, without reading the rest of the library.
    ///
    /// - Returns: The launch; `nil` if there is no such file or it contains another launch. In that case, search
    ///   the whole library.
    package func launchFromOwnFile(id: String) -> Launch? {
        guard LaunchFile.id(from: id) == id else { return nil }
        let folders = [dataFile("launches"), data == nil ? UserFolders.launches : nil].compactMap { $0 }
        return folders.lazy.map { $0.appendingPathComponent("\(id).toml") }
            .compactMap { try? LaunchLibrary.read(file: $0) }
            .first { $0.id == id }
    }

    /// Returns the anchors for estimating downloads from ranks, or an empty array if there is no anchor file. Errors in
    /// the file are printed.
    package func anchors() -> [DemandAnchor] {
        guard let file = dataFile("demand/anchors.toml"), FileManager.default.fileExists(atPath: file.path) else {
            return []
        }
        let (anchors, errors) = DemandAnchorFile.read(file: file)
        for error in errors { Console.report(error.description) }
        return anchors
    }

    private func bundledLaunchFiles() throws(Failure) -> [URL] {
        guard let folder = dataFile("launches") else {
            let folders = TextList.or(DataFolder.candidates(explicit: data).map(\.path))
            throw Failure(
                "launch library not found: no \"launches\" folder in \(folders); set the folder with --data or "
                    + "$LAUNCHTOP_DATA"
            )
        }
        do throws(InputError) { return try LaunchLibrary.files(of: folder) } catch { throw Failure(error.description) }
    }

    /// Returns the files in the user's own folder, or none if there is no such folder, `--data` is given, or the bundled
    /// files are in the same folder, as in an installation with `PREFIX=$HOME/.local`.
    private func ownLaunchFiles() throws(InputError) -> [URL] {
        let folder = UserFolders.launches
        guard data == nil, FileManager.default.fileExists(atPath: folder.path),
            dataFile("launches")?.resolvingSymlinksInPath() != folder.resolvingSymlinksInPath()
        else { return [] }
        return try LaunchLibrary.files(of: folder)
    }
}
