import ArgumentParser
import Collector
import Dashboard
import History
import Market

/// The launch to show.
struct LaunchQuery: ParsableArguments {
    @Argument(help: "Short id of the launch, such as sora.") var id: String

    /// Finds the launch in the library.
    ///
    /// - Throws: An error with a suggestion if there is no such launch.
    func find(_ common: CommonOptions) throws(Failure) -> (launch: Launch, library: LedgerSnapshot) {
        let library = try SourceLoader.library(common)
        guard let launch = library.launch(id: id) else {
            throw Failure("unknown launch \"\(id)\"; \(Suggestion.hint(for: id, among: library.launches.map(\.id)))")
        }
        return (launch, library)
    }
}
