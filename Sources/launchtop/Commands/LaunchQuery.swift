import ArgumentParser
import Dashboard
import History
import Market

/// Which launch of the library is meant.
struct LaunchQuery: ParsableArguments {
    @Argument(help: "Its short id, such as sora.") var id: String

    /// - Throws: where there is no such launch, with the nearest that there is.
    func find(_ common: CommonOptions) throws(Failure) -> (launch: Launch, library: LedgerSnapshot) {
        let library = try SourceLoader.library(common)
        guard let launch = library.launch(id: id) else {
            throw Failure("there is no launch “\(id)”; \(Suggestion.hint(for: id, among: library.launches.map(\.id)))")
        }
        return (launch, library)
    }
}
