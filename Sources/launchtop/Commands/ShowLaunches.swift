import ArgumentParser
import Collector
import Dashboard

struct ShowLaunches: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launches", abstract: "The launch library.")

    @OptionGroup var options: ShowOptions

    @Flag(help: "Validate launch files and list their errors.")
    var check = false

    @Argument(help: "Launch files for --check (default: the library).", completion: .file())
    var files: [String] = []

    func validate() throws {
        guard check || files.isEmpty else {
            throw ArgumentParser.ValidationError(
                "unexpected file \"\(files.first ?? "")\"; use --check to validate launch files"
            )
        }
        guard !check || (!options.json && !options.csv && options.at == nil) else {
            throw ArgumentParser.ValidationError("--check can't be combined with --json, --csv or --at")
        }
    }

    func run() throws {
        if check { return try LaunchFileCheck(files: files, common: options.common).run() }
        let library = try SourceLoader.library(options.common)
        let instant = try options.instant(of: .launches, in: library)
        try Console.printLine(PageExport.launches(library, asOf: instant, as: options.format))
    }
}
