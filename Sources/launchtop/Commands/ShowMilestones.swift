import ArgumentParser
import Collector
import Dashboard

struct ShowMilestones: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestones",
        abstract: "Download totals, milestones reached, and when the next ones are expected."
    )

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: MilestonesQuery

    func run() throws {
        let (data, library) = try query.find(options.common)
        let end = MilestonesQuery.end(data, library)
        let instant = try options.instant(on: .stillMilestones(data, library: library, at: end)) ?? end
        let zone = try options.zone()
        try Console.printLine(
            PageExport.milestones(data, library: library, asOf: instant, zone: zone, as: options.format)
        )
    }
}
