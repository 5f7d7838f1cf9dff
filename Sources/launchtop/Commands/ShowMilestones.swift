import ArgumentParser
import Dashboard

struct ShowMilestones: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestones",
        abstract: "Totals of what is watched or counted by oneself, when the next milestones come, and those reached."
    )

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: MilestonesQuery

    func run() throws {
        let (data, library) = try query.find(options.common)
        let end = MilestonesQuery.end(data, library)
        let instant = try options.instant(on: .stillMilestones(data, library: library, at: end)) ?? end
        let zone = try options.zone()
        try Console.line(PageExport.milestones(data, library: library, asOf: instant, zone: zone, as: options.format))
    }
}
