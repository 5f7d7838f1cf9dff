import Archive
import ArgumentParser
import Canvas
import Collector
import Dashboard
import Formats
import Foundation
import History
import Input
import Launches
import Market
import Settings

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Folder with the launch library (default: the installed one).", valueName: "dir"),
        completion: .directory
    )
    var data: String?

    @Option(
        help: ArgumentHelp("Config file (default: $XDG_CONFIG_HOME/launchtop/config.toml).", valueName: "file"),
        completion: .file(extensions: ["toml"])
    )
    var config: String?

    @Option(
        help: ArgumentHelp("Archive file (default: $XDG_DATA_HOME/launchtop/history.sqlite).", valueName: "file"),
        completion: .file()
    )
    var archive: String?

    @Option(help: ArgumentHelp("Write a log to this file.", valueName: "file"), completion: .file())
    var log: String?

    @Option(
        help: ArgumentHelp(
            "Theme: auto, dark, light, mono, or the name of a theme file (default: auto).",
            valueName: "name"
        ),
        completion: Completion.themes
    )
    var theme: String?

    @Flag(help: "Use only ASCII characters.")
    var ascii = false

    @Option(help: "When to use colors (default: auto, which respects NO_COLOR).")
    var color: ColorArgument?

    @Flag(help: "Show times in UTC.")
    var utc = false

    @Option(
        help: ArgumentHelp("Time zone for display: UTC, local, or a name such as Europe/Berlin.", valueName: "name"),
        completion: Completion.zones
    )
    var zone: String?

    @Flag(help: "Print the page as text and exit.")
    var plain = false

    @Option(name: .customLong("keys"), help: .hidden) var keyScript: KeyScript?

    @Option(name: .customLong("keys-size"), help: .hidden) var keyScriptSize = SizeArgument.standard

    func validate() throws {
        if utc, zone != nil { throw ArgumentParser.ValidationError("--utc and --zone can't be combined") }
        if let zone { _ = try ZoneArgument.checked(zone) }
        if let archive { try Self.check(archive, of: "--archive") }
    }

    /// Throws an error if a path is blank, such as from an unset shell variable.
    static func check(_ path: String, of option: String) throws {
        guard path.allSatisfy(\.isWhitespace) else { return }
        throw ArgumentParser.ValidationError("\(option): empty path; specify a file")
    }

    /// The time zone given on the command line, in the form returned by ``TimeZoneName/known(_:)``, or `nil` if none.
    var zoneName: String? { utc ? TimeZoneName.utc : zone.flatMap(TimeZoneName.known) }

    /// Returns the time zone for display: from the command line, else from the settings.
    func zone(_ configuration: Configuration) -> TimeZoneTable {
        ZoneArgument.zone(named: zoneName ?? configuration.display.zone)
    }

    /// Prints text for people, in ASCII if the command line or the settings ask for it.
    func printText(_ text: String, _ configuration: Configuration) throws(Failure) {
        try Console.printLine(ascii || configuration.display.usesASCII ? Frame.ascii(text) : text)
    }

    /// Returns the display options from the command line and the settings.
    ///
    /// - Parameter background: The background of the terminal, or `nil` if unknown.
    func appearance(_ configuration: Configuration, background: Background?) throws(Failure) -> Appearance {
        var appearance = try Appearance(self, configuration.display, background: background)
        appearance.commands = try configuration.commands()
        return appearance
    }

    /// The config file from `--config`, or the default path.
    var configurationFile: URL { config.map { URL(fileURLWithPath: $0) } ?? UserFolders.configuration }

    /// Returns the settings. A missing file at the default path means the default settings.
    ///
    /// - Throws: The error in the file. Several errors are printed first, and the thrown error has only their number.
    func configuration() throws(Failure) -> Configuration { try configurationReading().configuration }

    /// Returns the settings with warnings and the number of settings and sources in the file.
    func configurationReading() throws(Failure) -> LoadedConfiguration {
        let file = configurationFile
        guard config != nil || FileManager.default.fileExists(atPath: file.path) else { return LoadedConfiguration() }
        return try Self.reading(of: file)
    }

    /// Reads a config file. Several errors are printed, and the thrown error has only their number.
    static func reading(of file: URL) throws(Failure) -> LoadedConfiguration {
        do throws(ConfigurationErrors) {
            return try LoadedConfiguration(file: file)
        } catch {
            let errors = error.errors.map(\.description) + CommandTable.bound(error.keys).errors
            if errors.count == 1 { throw Failure(error.description) }
            for error in errors { Console.report(error) }
            throw Failure("\(file.path): \(errors.count) errors")
        }
    }

    /// Returns the path of the archive to write: from `--archive`, else from the settings, else the default.
    func archivePath(_ configuration: Configuration) -> String {
        archive ?? configuration.archive ?? UserFolders.archive.path
    }

    /// The path of the archive to read: from `--archive`, else from the settings or the default path if the file exists.
    var archiveToRead: String? {
        if let archive { return archive }
        // Errors in the settings are reported where the rest of the settings is needed.
        let path = (try? Configuration(file: configurationFile))?.archive ?? UserFolders.archive.path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// Returns the archive given with `--archive`, or the default archive if it has any charts.
    func archiveToOpen() throws -> String? {
        guard archive == nil, let path = archiveToRead else { return archive }
        do throws(ArchiveError) {
            return try ArchiveReader(path).charts().isEmpty ? nil : path
        } catch {
            // The user didn't ask for this archive, so the library is a good enough start.
            Console.report("\(error); opening the library instead")
            return nil
        }
    }

    /// The folder of the bundled mappings.
    var mappings: MappingFolder {
        MappingFolder(DataFolder.find(explicit: data)?.appendingPathComponent("mappings"))
    }

    /// Returns the launch library in a ledger, with errors for files that can't be read.
    ///
    /// - Throws: An error if no library is found.
    func library() throws(Failure) -> (ledger: Ledger, problems: [InputError]) {
        let (files, problems) = try listedLaunchFiles()
        let read = LaunchLibrary.read(files)
        var ledger = Ledger()
        for launch in read.launches { ledger.append(launch) }
        return (ledger, problems + read.problems)
    }

    /// Returns every launch file. If the user's own folder can't be listed, returns the bundled files and the error.
    ///
    /// - Throws: An error if no library is found.
    func listedLaunchFiles() throws(Failure) -> (files: [URL], problems: [InputError]) {
        let bundled = try bundledLaunchFiles()
        do throws(InputError) { return (try bundled + ownLaunchFiles(), []) } catch { return (bundled, [error]) }
    }

    /// Returns a launch from the file named after its id, without reading the rest of the library.
    ///
    /// - Returns: `nil` if there is no such file or it contains another launch; then the whole library has to be searched.
    func launchFromOwnFile(id: String) -> Launch? {
        let bundled = DataFolder.find(explicit: data)?.appendingPathComponent("launches")
        let folders = [bundled, data == nil ? UserFolders.launches : nil].compactMap { $0 }
        guard LaunchFileOptions.slug(id) == id else { return nil }
        return folders.lazy.map { $0.appendingPathComponent("\(id).toml") }
            .compactMap { try? LaunchLibrary.read(file: $0) }
            .first { $0.id == id }
    }

    /// Returns the anchors for estimating downloads from ranks. Errors in the file are printed; without a file there are
    /// no anchors.
    func anchors() -> [DemandAnchor] {
        guard let file = DataFolder.find(explicit: data)?.appendingPathComponent("demand/anchors.toml"),
            FileManager.default.fileExists(atPath: file.path)
        else { return [] }
        let (anchors, errors) = DemandAnchorFile.read(file: file)
        for error in errors { Console.report(error.description) }
        return anchors
    }

    /// Returns every launch file: the bundled ones and the user's own.
    func launchFiles() throws(Failure) -> [URL] {
        let bundled = try bundledLaunchFiles()
        do throws(InputError) { return try bundled + ownLaunchFiles() } catch { throw Failure(error.description) }
    }

    private func bundledLaunchFiles() throws(Failure) -> [URL] {
        guard let folder = DataFolder.find(explicit: data) else {
            let folders = TextList.or(DataFolder.candidates(explicit: data).map(\.path))
            throw Failure(
                "launch library not found: no \"launches\" folder in \(folders); set the folder with --data or "
                    + "$LAUNCHTOP_DATA"
            )
        }
        do throws(InputError) {
            return try LaunchLibrary.files(of: folder.appendingPathComponent("launches"))
        } catch {
            throw Failure(error.description)
        }
    }

    /// Returns the files in the user's own folder, or none if there is no such folder or `--data` is given.
    private func ownLaunchFiles() throws(InputError) -> [URL] {
        let folder = UserFolders.launches
        guard data == nil, FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try LaunchLibrary.files(of: folder)
    }
}
