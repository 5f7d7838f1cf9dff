import Archive
import ArgumentParser
import Collector
import Market
import Setup

struct ArchiveBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the archive to a file; safe while the archive is in use.",
        discussion: """
            Copies the archive given by --archive or the config file, or else the default archive. The copy is verified \
            before it appears as FILE; if anything fails, no file is left behind. Don't use cp on an archive in use: its \
            newest snapshots are in a second file, the write-ahead log.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "File to write.", completion: .file()) var file: String

    @Flag(help: "Replace FILE if it is an archive and no process is writing to it.") var force = false

    func validate() throws { try CommonOptions.check(file, of: "FILE") }

    func run() throws {
        guard let source = common.setup.archiveToRead else {
            let path = common.setup.archivePath(try common.setup.configuration())
            throw Failure("\(path): no such archive; nothing to back up")
        }
        let summary: ArchiveSummary
        do throws(ArchiveError) {
            let reader = try ArchiveReader(source)
            for warning in reader.warnings { Console.report(warning.description) }
            summary = try reader.backup(to: file, replaces: force)
        } catch {
            let hint = error.problem == "already exists" ? "; --force replaces an archive" : ""
            throw Failure("\(error)\(hint)")
        }
        if summary.damaged > 0 {
            let parts = NumberFormat.count(summary.damaged, "damaged part")
            Console.report("\(source): \(parts) (blocks or log records), copied unchanged")
        }
        try Console.printLine("\(file): \(Self.contents(of: summary))")
    }

    private static func contents(of summary: ArchiveSummary) -> String {
        let parts = [(summary.snapshots, "snapshot"), (summary.charts, "chart"), (summary.counts, "count")]
        return parts.map { NumberFormat.count($0, $1) }.joined(separator: ", ") + ", "
            + NumberFormat.count(summary.bytes, "byte")
    }
}
