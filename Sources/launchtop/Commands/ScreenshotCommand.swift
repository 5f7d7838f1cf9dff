import ArgumentParser
import Collector
import Dashboard
import History
import Market

struct ScreenshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screenshot",
        abstract:
            "Write a page as drawn on screen to an image (.svg), colored text (.ansi) or plain text (.txt).",
        subcommands: [
            ScreenshotChart.self, ScreenshotApp.self, ScreenshotCountries.self, ScreenshotLaunches.self,
            ScreenshotLaunch.self, ScreenshotCompare.self, ScreenshotMilestones.self,
        ]
    )
}

struct ScreenshotChart: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "chart", abstract: "One chart.")

    @OptionGroup var options: ScreenshotOptions
    @OptionGroup var query: ChartQuery

    func run() throws {
        let (chart, ledger, end) = try query.find(options.common)
        let instant = try options.instant(of: .chart(chart), in: ledger, end: end)
        guard ledger.ranking(of: chart, asOf: instant) != nil else {
            throw ChartQuery.tooEarly(instant, for: chart, in: ledger)
        }
        try options.write(.still(of: .chart(chart), in: ledger, at: instant), title: chart.title)
    }
}

struct ScreenshotApp: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "app", abstract: "One app.")

    @OptionGroup var options: ScreenshotOptions
    @OptionGroup var query: AppQuery

    func run() throws {
        let (app, ledger) = try query.find(options.common)
        let end = ledger.span?.end ?? SystemClock.now()
        let instant = try options.instant(of: .app(app), in: ledger, end: end)
        try options.write(.still(of: .app(app), in: ledger, at: instant), title: ledger.name(of: app, asOf: instant))
    }
}

struct ScreenshotCountries: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "countries",
        abstract: "An app in every storefront of a chart, or the #1 app of each."
    )

    @OptionGroup var options: ScreenshotOptions
    @OptionGroup var query: CountriesQuery

    func run() throws {
        let (chart, app, ledger, end) = try query.find(options.common)
        let instant = try options.instant(of: .countries(chart, app), in: ledger, end: end)
        let name = app.map { ledger.name(of: $0, asOf: instant) } ?? "top apps"
        try options.write(.still(of: .countries(chart, app), in: ledger, at: instant), title: name)
    }
}

struct ScreenshotLaunches: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launches", abstract: "The launch library.")

    @OptionGroup var options: ScreenshotOptions

    func run() throws {
        let library = try SourceLoader.library(options.common)
        let end = library.span?.end ?? SystemClock.now()
        let instant = try options.instant(of: .launches, in: library, end: end)
        try options.write(.still(of: .launches, in: library, at: instant), title: "launches")
    }
}

struct ScreenshotLaunch: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launch", abstract: "One launch from the library.")

    @OptionGroup var options: ScreenshotOptions
    @OptionGroup var query: LaunchQuery

    func run() throws {
        let (launch, library) = try query.find(options.common)
        let week = launch.day0.advanced(by: 7).lastSecond
        let instant = try options.instant(of: .launch(launch), in: library, end: week)
        try options.write(.still(of: .launch(launch), in: library, at: instant), title: launch.name)
    }
}
