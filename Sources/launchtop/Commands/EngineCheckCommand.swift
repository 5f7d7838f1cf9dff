import ArgumentParser
import ClickHouse
import Collector
import Setup

struct EngineCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check that a database can be reached and has launchtop's tables."
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(
            "Database, such as clickhouse://user@host:8123/launchtop (default: the one in [replicate]).",
            valueName: "address"
        )
    )
    var address: EngineArgument?

    func validate() throws { _ = try address?.address() }

    func run() throws {
        guard let engine = try common.setup.replicationEngine(address?.address(), try common.setup.configuration())
        else {
            throw ArgumentParser.ValidationError(
                "missing address; use launchtop engine check clickhouse://user@host:8123/database"
            )
        }
        do throws(EngineError) { try engine.check() } catch { throw Failure(error.description) }
        try Console.printLine("\(engine.address): OK (version \(EngineSchema.version))")
    }
}
