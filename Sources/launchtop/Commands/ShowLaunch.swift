import ArgumentParser
import Dashboard
import History
import Ingest
import Market

struct ShowLaunch: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "launch", abstract: "One launch of the library.")

    @OptionGroup var options: ShowOptions
    @Argument(help: "Its short id, such as sora.") var id: String

    func run() throws {
        let (ledger, problems) = try options.common.library()
        for problem in problems { Say.error(problem.description) }
        let snapshot = ledger.snapshot
        guard let launch = snapshot.launch(id: id) else {
            let hint = NearMiss.hint(for: id, among: snapshot.launches.map(\.id))
            throw Failure("there is no launch “\(id)”; \(hint)")
        }
        let instant = options.instant(in: snapshot)
        try Say.line(Twin.launch(launch, in: snapshot, asOf: instant, as: options.format) ?? "")
    }
}
