import ArgumentParser
import ClickHouse
import Collector
import Input
import Settings
import Setup

struct EngineInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Create the tables, or print the statements that create them.",
        discussion: """
            Tables that exist are kept; columns that an earlier version didn't create are added, on all servers with \
            --cluster. Works with ClickHouse 18.16 and later; --codecs needs 20.3, and --keep-days 19.6. \
            The password is read from the place that the address names: ?password=env:NAME or ?password=file:PATH.
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(
            "Database, such as clickhouse://user@host:8123/launchtop (default: the one in [replicate]).",
            valueName: "address"
        )
    )
    var address: EngineArgument?

    @Flag(name: .customLong("print"), help: "Print the statements instead of running them.") var isPrinted = false

    @Option(help: ArgumentHelp("Create replicated tables on this cluster.", valueName: "name")) var cluster: String?

    @Flag(help: "Compress columns with codecs (ClickHouse 20.3 or later).") var codecs = false

    @Option(help: "Length of a partition.") var partition = Partition.month

    @Option(help: ArgumentHelp("Delete ranks after this number of days (default: never).", valueName: "days"))
    var keepDays: Int?

    enum Partition: String, ExpressibleByArgument, CaseIterable {
        case month, year

        var value: EngineSchema.Partition { self == .month ? .month : .year }
    }

    func validate() throws {
        _ = try address?.address()
        if let keepDays, !(1...100_000).contains(keepDays) {
            throw ArgumentParser.ValidationError("--keep-days: invalid number \(keepDays); use 1 to 100000")
        }
        let isName = cluster?.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-{}".contains($0)) } ?? true
        guard isName, cluster != "" else {
            throw ArgumentParser.ValidationError("--cluster: invalid name; use letters, digits, _ and -")
        }
    }

    func run() throws {
        let configuration = try common.setup.configuration()
        let engine = isPrinted ? nil : try common.setup.replicationEngine(address?.address(), configuration)
        let database = try (address?.address() ?? configuration.replication.address)?.database ?? "launchtop"
        var schema = EngineSchema(database: database)
        (schema.cluster, schema.hasCodecs, schema.partition, schema.keptDays) = (
            cluster, codecs, partition.value, keepDays
        )
        if isPrinted { return try Console.printLine(schema.script.trimmingSuffix("\n")) }
        guard let engine else {
            throw ArgumentParser.ValidationError(
                "missing address; use launchtop engine init clickhouse://user@host:8123/database"
            )
        }
        let added: [String]
        do throws(EngineError) { added = try engine.createTables(schema) } catch { throw Failure(error.description) }
        for column in added { try Console.printLine("\(engine.address): added column \(column)") }
        try Console.printLine("\(engine.address): tables are ready (version \(EngineSchema.version))")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
