import ArgumentParser

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a page as text, JSON or CSV.",
        subcommands: [
            ShowChart.self, ShowApp.self, ShowCountries.self, ShowLaunches.self, ShowLaunch.self, ShowCompare.self,
            ShowMilestones.self, ShowSources.self,
        ]
    )
}
