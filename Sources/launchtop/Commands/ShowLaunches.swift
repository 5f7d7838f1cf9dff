import ArgumentParser
import Dashboard
import History
import Ingest
import Market

struct ShowLaunches: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launches", abstract: "The library of launches.")

    @OptionGroup var options: ShowOptions

    func run() throws {
        let (ledger, problems) = try options.common.library()
        for problem in problems { Say.error(problem.description) }
        let snapshot = ledger.snapshot
        try Say.line(Twin.launches(snapshot, asOf: options.instant(in: snapshot), as: options.format))
    }
}
