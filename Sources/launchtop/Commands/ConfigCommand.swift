import Alerts
import ArgumentParser
import Collector
import Dashboard
import Foundation
import Input
import Market
import Settings

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
            let path = common.configurationFile.path
            do {
                let folder = common.configurationFile.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw Failure("\(path): can't write the file: \(SystemError.message(of: error))")
            }
            // Create and check in one step, so that another program can't create the file in between.
            let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | (force ? O_TRUNC : O_EXCL)
            let descriptor = open(path, flags, 0o600)
            guard descriptor >= 0 else {
                let exists = errno == EEXIST
                throw Failure(
                    exists
                        ? "\(path) already exists; use --force to overwrite it"
                        : "\(path): can't write the file: \(SystemError.last.message)"
                )
            }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            do {
                if fchmod(descriptor, 0o600) != 0 { throw CocoaError(.fileWriteNoPermission) }
                try handle.write(contentsOf: Data(ConfigurationTemplate.text.utf8))
                try handle.close()
            } catch {
                throw Failure("\(path): can't write the file: \(SystemError.message(of: error))")
            }
            try Console.printLine(path)
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
            let path = common.configurationFile.path
            guard common.config != nil || FileManager.default.fileExists(atPath: path) else {
                return try Console.printLine(
                    "\(path): no such file, using defaults; launchtop config init creates it"
                )
            }
            let reading = try CommonOptions.reading(of: common.configurationFile)
            let problems = problems(of: reading.configuration)
            for problem in problems { Console.report("\(path): \(problem.description)") }
            let keyErrors = CommandTable.bound(reading.configuration.keys).errors
            for error in keyErrors { Console.report(error) }
            guard problems.isEmpty, keyErrors.isEmpty else { throw ExitCode(1) }
            let settings = NumberFormat.count(reading.settings, "setting")
            let sources = NumberFormat.count(reading.sources, "source")
            let reaches = RuleReaches(reading.configuration, archive: common.archiveToRead).warnings
            let warnings = reading.warnings.map(\.description) + reaches.map { "\(path): \($0)" }
            for warning in warnings { Console.report("warning: \(warning)") }
            let result = warnings.isEmpty ? "OK" : NumberFormat.count(warnings.count, "warning")
            try Console.printLine("\(path): \(result) (\(settings), \(sources))")
        }

        /// Returns errors in the theme selected in the settings.
        private func theme(_ name: String) -> [InputError] {
            let folder = ThemeFolder.standard
            guard folder.has(name) else {
                return [InputError("[display] theme", Appearance.unknownTheme(name, in: folder))]
            }
            return folder.problems(of: name)
        }

        /// Returns errors for files, secrets and apps that the settings refer to but don't exist.
        private func problems(of configuration: Configuration) -> [InputError] {
            var problems = theme(configuration.display.theme)
            for source in configuration.sources {
                do throws(InputError) {
                    _ = try source.name()
                    _ = try source.authorization?.secret(environment: ProcessInfo.processInfo.environment)
                    if let mapping = source.mapping, !FileManager.default.fileExists(atPath: mapping) {
                        throw InputError(mapping, "no such file")
                    }
                } catch {
                    problems.append(error)
                }
            }
            let isWatching =
                !configuration.watchlistApps.isEmpty || StateFile.changesByKey().values.contains(true)
            for (index, alert) in configuration.alerts.enumerated() {
                let origin = "[[alert]] \(index + 1)"
                do throws(InputError) {
                    _ = try alert.webhook?.url(environment: ProcessInfo.processInfo.environment)
                    if alert.rule.apps == .watchlist, alert.rule.needsApps, !isWatching {
                        throw InputError(origin, "the watchlist is empty; add apps to [watchlist] or set \"app\"")
                    }
                } catch {
                    problems.append(error)
                }
            }
            return problems
        }
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the path of the config file.")

        @OptionGroup var common: CommonOptions

        func run() throws { try Console.printLine(common.configurationFile.path) }
    }
}
