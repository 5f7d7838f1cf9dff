import Alerts
import ArgumentParser
import Dashboard
import Foundation
import Ingest

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Write, check or find the settings.",
        subcommands: [Init.self, Check.self, Path.self]
    )

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a file that shows every setting with its default.",
            discussion: "Only the user can read it. A file that is there already is left alone."
        )

        @OptionGroup var common: CommonOptions
        @Flag(help: "Write over a file that is there.") var force = false

        func run() throws {
            let path = common.configurationFile.path
            do {
                let folder = common.configurationFile.deletingLastPathComponent()
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            } catch {
                throw Failure("\(path) cannot be written: \(error.localizedDescription)")
            }
            // Not to follow a check by a write: another program could come in between.
            let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | (force ? O_TRUNC : O_EXCL)
            let descriptor = open(path, flags, 0o600)
            guard descriptor >= 0 else {
                let isThere = errno == EEXIST
                throw Failure(
                    isThere
                        ? "\(path) is there already; --force writes over it"
                        : "\(path) cannot be written: \(String(cString: strerror(errno)))"
                )
            }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            do {
                if fchmod(descriptor, 0o600) != 0 { throw CocoaError(.fileWriteNoPermission) }
                try handle.write(contentsOf: Data(ConfigurationTemplate.text.utf8))
                try handle.close()
            } catch {
                throw Failure("\(path) cannot be written: \(error.localizedDescription)")
            }
            try Console.line(path)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what is wrong with the settings, all at once.",
            discussion: """
                Ends with 1 where something is. That a source is there and its secret is set is checked too. A warning, \
                such as for a name from a feed in a shell's command, does not change the exit status.
                """
        )

        @OptionGroup var common: CommonOptions

        func run() throws {
            let path = common.configurationFile.path
            guard common.config != nil || FileManager.default.fileExists(atPath: path) else {
                return try Console.line(
                    "\(path): there is none, so all is as by default; launchtop config init writes one"
                )
            }
            let reading = try CommonOptions.reading(of: common.configurationFile)
            let problems = problems(of: reading.configuration)
            for problem in problems { Console.error("\(path): \(problem.description)") }
            let faults = CommandTable.bound(reading.configuration.keys).faults
            for fault in faults { Console.error(fault) }
            guard problems.isEmpty, faults.isEmpty else { throw ExitCode(1) }
            let settings = "\(reading.settings) \(reading.settings == 1 ? "setting" : "settings")"
            let sources = "\(reading.sources) \(reading.sources == 1 ? "source" : "sources")"
            // A warning is no reason to fail: the settings work.
            for warning in reading.warnings { Console.error("warning: \(warning.description)") }
            let verdict = reading.warnings.isEmpty ? "OK" : NumberFormat.count(reading.warnings.count, "warning")
            try Console.line("\(path): \(verdict) (\(settings), \(sources))")
        }

        /// What is wrong with the theme that the settings name.
        private func theme(_ name: String) -> [IngestError] {
            let folder = ThemeFolder.usual
            guard folder.has(name) else {
                return [IngestError("[display] theme", Appearance.objection(to: name, in: folder))]
            }
            return folder.problems(of: name)
        }

        /// What the settings name and is not there now.
        private func problems(of configuration: Configuration) -> [IngestError] {
            var problems = theme(configuration.display.theme)
            for source in configuration.sources {
                do throws(IngestError) {
                    _ = try source.name()
                    _ = try source.authorization?.secret(environment: ProcessInfo.processInfo.environment)
                    if let mapping = source.mapping, !FileManager.default.fileExists(atPath: mapping) {
                        throw IngestError(mapping, "there is no such file")
                    }
                } catch {
                    problems.append(error)
                }
            }
            for (index, alert) in configuration.alerts.enumerated() {
                let origin = "[[alert]] \(index + 1)"
                do throws(IngestError) {
                    _ = try alert.webhook?.url(environment: ProcessInfo.processInfo.environment)
                    if alert.rule.apps == .watchlist, alert.rule.needsApps, configuration.watchlistApps.isEmpty {
                        throw IngestError(origin, "is about watched apps, and [watchlist] names none; say with “app” which")
                    }
                } catch {
                    problems.append(error)
                }
            }
            return problems
        }
    }

    struct Path: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print where the settings are, or would be.")

        @OptionGroup var common: CommonOptions

        func run() throws { try Console.line(common.configurationFile.path) }
    }
}
