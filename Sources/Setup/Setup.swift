import Archive
import Canvas
package import Collector
package import Dashboard
package import Formats
package import Foundation
import Input
package import Market
package import Settings

/// The files and display options given on the command line. Options that aren't given come from the settings or the
/// defaults.
package struct Setup: Sendable {
    /// The data folder, which contains the launch library; `nil` to search for it.
    package var data: String?
    /// The path of the config file; `nil` for the default path.
    package var config: String?
    package var archive: String?
    /// The path of the log file; `nil` to log to no file.
    package var log: String?
    package var theme: String?
    package var ascii = false
    package var color: DisplaySettings.ColorUse?
    /// The name of the time zone for display, in the form returned by ``TimeZoneName/known(_:)``; `nil` to use the
    /// settings.
    package var zoneName: String?
    /// Whether to print pages as text instead of opening the dashboard.
    package var plain = false

    package init() {}

    /// Returns the time zone for display.
    package func zone(_ configuration: Configuration) -> TimeZoneTable {
        TimeZoneTable(zone: zoneName ?? configuration.display.zone)
    }

    /// Prints text, in ASCII if the command line or the settings request it.
    package func printText(_ text: String, _ configuration: Configuration) throws(Failure) {
        try Console.printLine(ascii || configuration.display.usesASCII ? Frame.ascii(text) : text)
    }

    /// Returns the display options from the command line and the settings.
    ///
    /// - Parameter background: The background of the terminal, or `nil` if unknown.
    package func appearance(
        _ configuration: Configuration,
        background: Background?
    ) throws(Failure) -> Appearance {
        var appearance = try Appearance(self, configuration.display, background: background)
        appearance.commands = try configuration.commands()
        return appearance
    }

    /// The config file.
    package var configurationFile: URL { config.map { URL(fileURLWithPath: $0) } ?? UserFolders.configuration }

    /// Whether the config file has to be read: it exists, or the command line names it.
    package var hasConfigurationFile: Bool {
        config != nil || FileManager.default.fileExists(atPath: configurationFile.path)
    }

    /// Returns the settings. A missing file at the default path means the default settings.
    ///
    /// - Throws: The error in the file. If there are several, prints them and throws an error with their number.
    package func configuration() throws(Failure) -> Configuration { try configurationReading().configuration }

    /// Returns the settings, with warnings and the numbers of settings and sources in the file.
    ///
    /// - Throws: The error in the file. If there are several, prints them and throws an error with their number.
    package func configurationReading() throws(Failure) -> LoadedConfiguration {
        guard hasConfigurationFile else { return LoadedConfiguration() }
        let file = configurationFile
        do throws(ConfigurationErrors) {
            return try LoadedConfiguration(file: file)
        } catch {
            let errors = error.errors.map(\.description) + CommandTable.bound(error.keys).errors
            if errors.count == 1 { throw Failure(error.description) }
            for error in errors { Console.report(error) }
            throw Failure("\(file.path): \(errors.count) errors")
        }
    }

    /// Returns whether a process writes to an archive.
    package static func isRecording(_ archive: String) -> Bool { ArchiveWriter.isLocked(archive) }

    /// Returns whether an archive exists, can be read and has any charts.
    package static func hasCharts(_ archive: String) -> Bool {
        guard FileManager.default.fileExists(atPath: archive) else { return false }
        return (try? !ArchiveReader(archive).charts().isEmpty) ?? false
    }

    /// Returns the path of the archive to write to.
    package func archivePath(_ configuration: Configuration) -> String {
        archive ?? configuration.archive ?? UserFolders.archive.path
    }

    /// The path of the archive to read: the path on the command line; otherwise the path in the settings or the default
    /// path, if that file exists; `nil` if there is no archive.
    package var archiveToRead: String? {
        if let archive { return archive }
        let path = configuredArchive
        return EngineAddress.isAddress(path) || FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The path of the archive in the settings, otherwise the default path.
    package var configuredArchive: String {
        // Errors in the settings are reported where the rest of the settings is needed.
        (try? Configuration(file: configurationFile))?.archive ?? UserFolders.archive.path
    }

    /// Returns the path of the archive to open: the archive named on the command line, or else the default archive if
    /// it has any charts; otherwise `nil`.
    package func archiveToOpen() -> String? {
        guard archive == nil, let path = archiveToRead else { return archive }
        if EngineAddress.isAddress(path) { return path }
        do throws(ArchiveError) {
            return try ArchiveReader(path).charts().isEmpty ? nil : path
        } catch {
            // The user didn't ask for this archive, so the library is a good enough start.
            Console.report("\(error); opening the library instead")
            return nil
        }
    }

    /// The folder of the bundled mappings.
    package var mappings: MappingFolder { MappingFolder(dataFile("mappings")) }

    /// Returns a path in the data folder, or `nil` if there is no such folder.
    func dataFile(_ path: String) -> URL? { DataFolder.find(explicit: data)?.appendingPathComponent(path) }
}
