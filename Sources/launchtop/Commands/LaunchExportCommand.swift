import ArgumentParser
import Collector
import Foundation
import History
import Launches
import Market
import Setup

struct LaunchExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Create a launch file from an app's recorded data.",
        discussion: """
            For each chart, the file contains the first snapshot at #100, #50, #10, #3 and #1 or better, and the last \
            rank of each of the first 90 days. It also contains all download counts. Without --day0, the launch starts \
            on the day of the launch time entered with :launch, otherwise on the first day with data.
            """
    )

    @OptionGroup var common: CommonOptions
    @OptionGroup var query: AppQuery
    @OptionGroup var options: LaunchFileOptions

    func run() throws {
        let (app, ledger) = try query.find(common)
        let path = query.from ?? common.setup.archiveToRead
        // A launch file may be published, so it doesn't contain the folders of this computer.
        let origin = path.map { $0.hasPrefix("/") ? URL(fileURLWithPath: $0).lastPathComponent : $0 } ?? "the library"
        let day0 = options.day0?.day ?? StateFile.watchedApps()[app]?.launch?.day
        guard var launch = LaunchExport(of: app, in: ledger, origin: origin, day0: day0)?.launch else {
            throw Failure("no data for app \(app.text) in \(origin): no ranks and no counts")
        }
        if let name = options.name { launch.name = name }
        launch.id = options.id ?? LaunchFile.id(from: launch.name)
        if let storefronts = try options.storefronts() {
            launch.storefronts = storefronts.sorted()
            launch.missing.removeFirst()
        }
        try options.write(LaunchFile.text(of: launch))
    }
}
