import ArgumentParser
import Dashboard

struct ScreenshotMilestones: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestones",
        abstract: "Download totals, milestones reached, and when the next ones are expected."
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
