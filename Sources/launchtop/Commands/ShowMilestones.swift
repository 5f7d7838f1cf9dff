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
        let instant = try options.at?.instant(on: .stillMilestones(data, library: library, at: end)) ?? end
        try Say.line(Twin.milestones(data, library: library, asOf: instant, as: options.format))
    }
}
