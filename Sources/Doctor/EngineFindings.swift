import Collector
import Input
import Settings

/// Functions that check engines: whether they can be reached, have launchtop's tables, and have the same time as this
/// computer.
enum EngineFindings {
    /// Returns a finding about the engine in `[replicate]`, if any.
    static func findings(_ configuration: Configuration) -> [Finding] {
        guard let address = configuration.replication.address else { return [] }
        let problem = SourceLoader.problem(withEngine: address, configuration)
        return [finding("replicate", "\(address)", problem)]
    }

    static func finding(_ subject: String, _ address: String, _ problem: String?) -> Finding {
        Finding(problem == nil ? .ok : .problem, subject, problem ?? address)
    }
}
