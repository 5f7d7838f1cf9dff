import ArgumentParser
import Collector
import Dashboard
import Foundation
import Input
import Market
import Settings
import Setup

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Create, check or locate the config file.",
        subcommands: [Init.self, Check.self, Path.self]
    )

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Create a config file with every setting and its default.",
            discussion: "The file is readable only by its owner. An existing file is not overwritten."
        )

        @OptionGroup var common: CommonOptions
        @Flag(help: "Overwrite an existing file.") var force = false

        func run() throws {
            try Console.printLine(try common.setup.createConfigurationFile(overwrites: force))
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the config file and list all errors.",
            discussion: """
                Also checks that each source exists and its secret is set. Exits with 1 if there are errors. Warnings (such \
                as an app name in a shell command, or an alert rule that can't fire) don't affect the exit code.
                """
        )

        @OptionGroup var common: CommonOptions

        func run() throws {
            let setup = common.setup
            let path = setup.configurationFile.path
            guard setup.hasConfigurationFile else {
                return try Console.printLine(
                    "\(path): no such file, using defaults; launchtop config init creates it"
                )
            }
            let reading = try setup.configurationReading()
            let problems = setup.problems(of: reading.configuration)
            for problem in problems { Console.report("\(path): \(problem.description)") }
            let keyErrors = CommandTable.bound(reading.configuration.keys).errors
            for error in keyErrors { Console.report(error) }
            guard problems.isEmpty, keyErrors.isEmpty else { throw ExitCode(1) }
            let settings = NumberFormat.count(reading.settings, "setting")
            let sources = NumberFormat.count(reading.sources, "source")
            let changes = StateFile.changesByKey()
            let reaches = RuleReaches(reading.configuration, changes: changes, archive: setup.archiveToRead).warnings
            let warnings = reading.warnings.map(\.description) + reaches.map { "\(path): \($0)" }
            for warning in warnings { Console.report("warning: \(warning)") }
            let result = warnings.isEmpty ? "OK" : NumberFormat.count(warnings.count, "warning")
            try Console.printLine("\(path): \(result) (\(settings), \(sources))")
        }
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the path of the config file.")

        @OptionGroup var common: CommonOptions

        func run() throws { try Console.printLine(common.setup.configurationFile.path) }
    }
}
