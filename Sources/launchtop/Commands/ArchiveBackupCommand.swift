import Archive
import ArgumentParser
import Dashboard
import Foundation

struct ArchiveBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the archive to one file, also while it is being written.",
        discussion: """
            Copies the archive of --archive, else the one of the settings or the default one. FILE is complete and has \
            been read back when it appears under its name; if that fails, nothing is left behind. Don't copy an archive \
            in use with cp: its newest snapshots are in a second file, the write-ahead log.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The file to write.", completion: .file()) var file: String

    @Flag(help: "Replace FILE if it is an archive that isn't being written.") var force = false

    func validate() throws { try CommonOptions.check(file, of: "FILE") }

    func run() throws {
        guard let source = common.archiveToRead else {
            let path = common.archivePath(try common.configuration())
            throw Failure("\(path) does not exist; there is nothing to back up")
        }
        let summary: ArchiveSummary
        do throws(ArchiveError) {
            let reader = try ArchiveReader(source)
            for warning in reader.warnings { Console.error(warning.description) }
            summary = try reader.backup(to: file, replaces: force)
        } catch {
            let hint = error.problem == "already exists" ? "; --force replaces an archive" : ""
            throw Failure("\(error)\(hint)")
        }
        if summary.damaged > 0 {
            let parts = NumberFormat.count(summary.damaged, "damaged part")
            Console.error("\(source) has \(parts) (blocks or log records), copied as they are")
        }
        try Console.line("\(file): \(Self.contents(of: summary))")
    }

    private static func contents(of summary: ArchiveSummary) -> String {
        let parts = [(summary.snapshots, "snapshot"), (summary.charts, "chart"), (summary.counts, "count")]
        return parts.map { NumberFormat.count($0, $1) }.joined(separator: ", ") + ", "
            + NumberFormat.count(summary.bytes, "byte")
    }
}
