import ArgumentParser
import Dashboard

struct ShowCountries: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "countries",
        abstract: "One app in every storefront of a chart, or who leads it there."
    )

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: CountriesQuery
    @Option(help: "Over how much time change is measured.") var window = DurationArgument(seconds: 86_400)

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
        try Console.line(text ?? "")
    }
}
