import ArgumentParser
import Collector
import Dashboard

struct ShowCountries: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "countries",
        abstract: "An app in every storefront of a chart, or the #1 app of each."
    )

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: CountriesQuery
    @Option(help: "Time window for rank changes.") var window = DurationArgument(seconds: 86_400)

    func run() throws {
        let (chart, app, ledger, end) = try query.find(options.common)
        let text = try PageExport.countries(
            chart,
            app: app,
            in: ledger,
            asOf: options.instant(of: .countries(chart, app), in: ledger, end: end),
            window: window.seconds,
            zone: try options.zone(),
            as: options.format
        )
        try Console.printLine(text ?? "")
    }
}
