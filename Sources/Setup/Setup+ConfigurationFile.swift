import Alerts
import Archive
package import Collector
import Formats
import Foundation
import History
package import Input
import Market
package import Settings

extension Setup {
    /// Creates a config file with every setting and its default. Only the owner can read the file.
    ///
    /// - Returns: The path of the file.
    package func createConfigurationFile(overwrites: Bool) throws(Failure) -> String {
        let path = configurationFile.path
        do {
            let folder = configurationFile.deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            let folder = configurationFile.deletingLastPathComponent().path
            throw Failure("\(folder): can't create the folder: \(SystemError.message(of: error))")
        }
        // Create and check in one step, so that another program can't create the file in between.
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK | (overwrites ? O_TRUNC : O_EXCL)
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
        return path
    }

    /// Returns the errors in a configuration that depend on other files or the environment: an unknown or invalid
    /// theme, or a missing file or secret.
    package func problems(of configuration: Configuration) -> [InputError] {
        var problems = Self.problems(ofTheme: configuration.display.theme)
        problems += ConfiguredSources(configuration, mappings).unresolved.map { InputError($0.label, $0.problem) }
        let environment = ProcessInfo.processInfo.environment
        for alert in configuration.alerts {
            do throws(InputError) {
                _ = try alert.webhook?.url(environment: environment)
            } catch {
                problems.append(error)
            }
        }
        return problems
    }

    private static func problems(ofTheme name: String) -> [InputError] {
        let folder = ThemeFolder.standard
        guard folder.has(name) else {
            return [InputError("[display] theme", Appearance.unknownTheme(name, in: folder))]
        }
        return folder.problems(of: name)
    }

    /// The maximum number of sources in a hint.
    private static let hintedSources = 3

    /// Returns a hint about polling, for a dashboard that only reads an archive or the library: the sources in the config
    /// file or, if there are none, those that were polled last.
    ///
    /// - Returns: `nil` if there are no such sources, or another process writes to the archive.
    package func pollingHint(archive: String?) -> String? {
        guard archive.map(ArchiveWriter.isLocked) != true else { return nil }
        let file = configurationFile
        // Errors in the file are reported where the rest of the settings is needed.
        if let reading = try? LoadedConfiguration(file: file), reading.sources > 0 {
            return "not polling; launchtop watch polls the sources in \(file.lastPathComponent)"
        }
        let polled = archive.map(lastSources) ?? []
        guard !polled.isEmpty else { return nil }
        let labels = polled.map(\.label)
        let sources =
            labels.count <= Self.hintedSources
            ? TextList.and(labels) : "\(NumberFormat.count(labels.count, "source")) again"
        let other =
            archive == archiveToRead && self.archive == nil ? "" : " --archive \(ShellText.quoted(archive ?? ""))"
        return "not polling; launchtop watch\(other) polls \(sources)"
    }

    /// Returns the sources of an archive that were polled last and can be polled again, with their intervals.
    package func lastSources(of archive: String) -> [ResolvedSource] {
        SourceStatusFile.read(of: archive).filter { !$0.isArchive }.compactMap { source in
            guard let name = try? SourceName(source.source) else { return nil }
            switch name {
            // Standard input can't be read again, and the settings have the keys of accounts.
            case .standardInput, .sales, .appfigures: return nil
            case .file, .folder, .web, .ratings, .reviews:
                let interval = source.interval ?? PollingSettings().interval
                return ResolvedSource(name: name, label: name.label, interval: interval)
            }
        }
    }
}
