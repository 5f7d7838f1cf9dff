import ClickHouse
package import History
package import Input
package import Market
package import Settings

extension SourceLoader {
    /// Reads an engine into a ledger.
    ///
    /// - Parameters:
    ///   - address: The address of the engine.
    ///   - isWanted: A closure that returns whether to read a chart.
    ///   - needsAllCharts: Whether to read all charts if none is wanted. Otherwise, only the newest snapshots of all
    ///     charts are read, so that an error can list the charts.
    ///   - report: A closure that receives errors for parts that can't be read.
    package static func read(
        engine address: String,
        where isWanted: (Chart) -> Bool,
        needsAllCharts: Bool,
        configuration: Configuration,
        into ledger: inout Ledger,
        report: (String) -> Void
    ) throws(Failure) {
        do throws(EngineError) {
            let reader = try EngineReader.open(address, configuration)
            var loader = try EngineLoader(reader, memory: configuration.memory)
            let wanted = loader.charts.filter(isWanted)
            let isOfSome = !needsAllCharts && !wanted.isEmpty
            // The names of other apps aren't needed.
            if isOfSome { try loader.loadNames(ofAppsIn: wanted, into: &ledger) }
            try loader.loadFacts(into: &ledger, hasNames: !isOfSome)
            let last = loader.newest.map { $0.seconds...$0.seconds }
            let range = wanted.isEmpty && !needsAllCharts ? last : nil
            for problem in try loader.load(wanted.isEmpty ? loader.charts : wanted, in: range, into: &ledger) {
                report(problem)
            }
            let health = loader.health(at: SystemClock.now())
            if let note = health.note { report("\(address): \(note)") }
            ledger.note(health)
        } catch {
            throw Failure(error.description)
        }
    }

    /// Returns the time of the newest snapshot in an engine; `nil` if there is none.
    package static func lastSeen(
        inEngine address: String,
        _ configuration: Configuration
    ) throws(Failure) -> Timestamp? {
        do throws(EngineError) {
            return try EngineReader.open(address, configuration).lastSeen()
        } catch {
            throw Failure(error.description)
        }
    }

    /// Returns the problem with an engine or its clock; `nil` if there is none.
    package static func problem(withEngine address: String, _ configuration: Configuration) -> String? {
        problem { () throws(EngineError) in try EngineReader.open(address, configuration) }
    }

    /// Returns the problem with the engine to which the settings replicate, or with its clock; `nil` if there is none.
    package static func problem(withEngine address: EngineAddress, _ configuration: Configuration) -> String? {
        problem { () throws(EngineError) in try EngineReader.open(address, configuration) }
    }

    private static func problem(with open: () throws(EngineError) -> EngineReader) -> String? {
        do throws(EngineError) {
            let reader = try open()
            let problem = EngineClock.problem(engine: try reader.check(), local: SystemClock.now())
            return problem.map { "\(reader.address): \($0)" }
        } catch {
            return error.description
        }
    }
}
