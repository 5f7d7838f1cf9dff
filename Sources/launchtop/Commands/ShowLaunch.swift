import ArgumentParser
import Collector
import Dashboard

struct ShowLaunch: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launch", abstract: "One launch from the library.")

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: LaunchQuery
    @OptionGroup var growth: GrowthArguments

    func run() throws {
        let (launch, library) = try query.find(options.common)
        let instant = try options.instant(of: .launch(launch), in: library)
        let (growth, zone) = (growth.options(options), try options.zone())
        let text = PageExport.launch(
            launch,
            in: library,
            asOf: instant,
            options: growth,
            zone: zone,
            as: options.format
        )
        try Console.printLine(text ?? "")
    }
}
