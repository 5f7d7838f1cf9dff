import ArgumentParser
import Collector
import Dashboard

struct ShowChart: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "chart", abstract: "One chart.")

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: ChartQuery
    @Option(help: "Time window for rank changes.") var window = DurationArgument(seconds: 86_400)

    func run() throws {
        let (chart, ledger, end) = try query.find(options.common)
        let instant = try options.instant(of: .chart(chart), in: ledger, end: end)
        let text = PageExport.chart(
            chart,
            in: ledger,
            asOf: instant,
            window: window.seconds,
            anchors: options.common.anchors(),
            zone: try options.zone(),
            as: options.format
        )
        guard let text else {
            throw ChartQuery.tooEarly(instant, for: chart, in: ledger)
        }
        try Console.printLine(text)
    }
}
