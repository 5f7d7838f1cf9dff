import ArgumentParser
import Dashboard

struct ScreenshotMilestones: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestones",
        abstract: "Totals of what is watched or counted by oneself, when the next milestones come, and those reached."
    )

    @OptionGroup var options: ScreenshotOptions
    @OptionGroup var query: MilestonesQuery

    func run() throws {
        let (data, library) = try query.find(options.common)
        let end = MilestonesQuery.end(data, library)
        let instant = try options.instant(on: .stillMilestones(data, library: library, at: end))
        try options.write(.stillMilestones(data, library: library, at: instant), title: "milestones")
    }
}
