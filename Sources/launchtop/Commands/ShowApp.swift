import ArgumentParser
import Dashboard
import Market

struct ShowApp: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "app", abstract: "One app.")

    @OptionGroup var options: ShowOptions
    @OptionGroup var query: AppQuery

    func run() throws {
        let (app, ledger) = try query.find(options.common)
        let instant = try options.instant(of: .app(app), in: ledger)
        guard let text = Twin.app(app, in: ledger, asOf: instant, as: options.format) else {
            throw Failure("app \(app.text) was never seen")
        }
        try Say.line(text)
    }
}
