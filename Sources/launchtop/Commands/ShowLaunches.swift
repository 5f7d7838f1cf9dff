import ArgumentParser
import Dashboard

struct ShowLaunches: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launches", abstract: "The library of launches.")

    @OptionGroup var options: ShowOptions

    @Flag(help: "Check launch files: a line for each that is well, a sentence for each fault.")
    var check = false

    @Argument(help: "With --check: the files to check. Those of the library without it.", completion: .file())
    var files: [String] = []

    func validate() throws {
        guard check || files.isEmpty else {
            throw ArgumentParser.ValidationError("files are named with --check; without it the library is shown")
        }
        guard !check || (!options.json && !options.csv && options.at == nil) else {
            throw ArgumentParser.ValidationError("--check prints lines, and none of --json, --csv and --at")
        }
    }

    func run() throws {
        if check { return try LaunchFileCheck(files: files, common: options.common).run() }
        let library = try SourceLoader.library(options.common)
        let instant = try options.instant(of: .launches, in: library)
        try Console.line(PageExport.launches(library, asOf: instant, as: options.format))
    }
}
