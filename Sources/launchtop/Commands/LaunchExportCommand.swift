import ArgumentParser
import History
import Ingest
import Market

struct LaunchExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what an archive, a folder or a file holds of an app as a launch file.",
        discussion: """
            Its figures are the first looks at a rank of 100, 50, 10, 3 and 1 or better in each chart, the last look of \
            each other day of its first ninety, and what was counted. Without --day0 the launch begins with the first day on which anything is known of the app.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var query: AppQuery
    @OptionGroup var options: LaunchFileOptions

    func run() throws {
        let (app, ledger) = try query.find(common)
        let origin = query.from ?? common.archiveToRead ?? "the library"
        guard
            var launch = LaunchExport(of: app, in: ledger, origin: origin, day0: options.day0?.day)?.launch
        else { throw Failure("nothing is known there of \(app.text): no chart lists it, and nothing was counted") }
        if let name = options.name { launch.name = name }
        launch.id = options.id ?? LaunchFileOptions.slug(launch.name)
        if let storefronts = try options.storefronts() {
            launch.storefronts = storefronts.sorted()
            launch.missing.removeFirst()
        }
        try options.write(LaunchFile.text(of: launch))
    }
}
