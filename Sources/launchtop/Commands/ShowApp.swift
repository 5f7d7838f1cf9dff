import ArgumentParser
import Collector
import Dashboard
import Market

struct ShowApp: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "app", abstract: "One app.")

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: AppQuery
    @OptionGroup var growth: GrowthArguments

    func run() throws {
        let (app, ledger) = try query.find(options.common)
        let instant = try options.instant(of: .app(app), in: ledger)
        let (growth, zone) = (growth.options(options), try options.zone())
        let text = PageExport.app(app, in: ledger, asOf: instant, options: growth, zone: zone, as: options.format)
        guard let text else {
            throw Failure("no data for app \(app.text)")
        }
        try Console.printLine(text)
    }
}
