import ArgumentParser
import Dashboard
import Foundation
import History
import Ingest
import Market

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the launch files are.", valueName: "dir"), completion: .directory)
    var data: String?

    @Option(help: ArgumentHelp("Where settings are.", valueName: "file"), completion: .file(extensions: ["toml"]))
    var config: String?

    @Option(help: ArgumentHelp("Where history is kept.", valueName: "file"), completion: .file())
    var archive: String?

    @Option(help: ArgumentHelp("Write what happens to a file, a line each.", valueName: "file"), completion: .file())
    var log: String?

    @Option(
        help: ArgumentHelp("Draw with a theme: auto, dark, light, mono, or one of your own.", valueName: "name"),
        completion: Completion.themes
    )
    var theme: String?

    @Flag(help: "Draw with ASCII only.")
    var ascii = false

    @Option(help: "Use colours: auto, always or never. With auto NO_COLOR is respected.")
    var color: ColorArgument?

    @Flag(help: "Show times in UTC.")
    var utc = false

    @Option(
        help: ArgumentHelp("Show times in a zone: UTC, local, or a name such as Europe/Berlin.", valueName: "name"),
        completion: Completion.zones
    )
    var zone: String?

    @Flag(help: "Print the page as text and leave.")
    var plain = false

    @Option(help: .hidden) var robot: Robot?

    @Option(name: .customLong("robot-size"), help: .hidden) var scriptSize = SizeArgument.standard

    func validate() throws {
        if utc, zone != nil { throw ArgumentParser.ValidationError("choose one of --utc and --zone") }
        if let zone { _ = try ZoneArgument.checked(zone) }
        if let archive { try Self.check(archive, of: "--archive") }
    }

    /// - Throws: where a path is empty or only spaces, as that of a variable that isn't set.
    static func check(_ path: String, of option: String) throws {
        guard path.allSatisfy(\.isWhitespace) else { return }
        throw ArgumentParser.ValidationError("\(option) is empty; give the path of a file")
    }

    /// The zone that was asked for, as ``TimeZoneName/known(_:)`` gives it; `nil` where none was.
    var zoneName: String? { utc ? TimeZoneName.utc : zone.flatMap(TimeZoneName.known) }

    /// In which zone printed clock times read: as was asked for, else as the settings say.
    func zone(_ configuration: Configuration) -> TimeZoneTable {
        ZoneArgument.zone(named: zoneName ?? configuration.display.zone)
    }

    /// How things are drawn, by the command line and the settings.
    ///
    /// - Parameter ground: what is known of the ground that is drawn on.
    func appearance(_ configuration: Configuration, background: Background?) throws(Failure) -> Appearance {
        var appearance = try Appearance(self, configuration.display, background: background)
        appearance.commands = try configuration.commands()
        return appearance
    }

    /// `--config`, or the usual place.
    var configurationFile: URL { config.map { URL(fileURLWithPath: $0) } ?? UserFolders.configuration }

    /// The settings of `--config`, or of the usual place where there is a file.
    ///
    /// - Throws: what is wrong with them; where that is more than one thing, all of it has been said by then.
    func configuration() throws(Failure) -> Configuration { try configurationReading().configuration }

    /// The same with what else is known of the file.
    func configurationReading() throws(Failure) -> LoadedConfiguration {
        let file = configurationFile
        guard config != nil || FileManager.default.fileExists(atPath: file.path) else { return LoadedConfiguration() }
        return try Self.reading(of: file)
    }

    /// A file of settings; of several faults each is said, and the failure counts them.
    static func reading(of file: URL) throws(Failure) -> LoadedConfiguration {
        do throws(ConfigurationErrors) {
            return try LoadedConfiguration(file: file)
        } catch {
            let faults = error.errors.map(\.description) + CommandTable.bound(error.keys).faults
            if faults.count == 1 { throw Failure(error.description) }
            for fault in faults { Console.error(fault) }
            throw Failure("\(file.path): \(faults.count) faults in the settings")
        }
    }

    /// The archive to write: as told, else by the settings, else the usual one.
    func archivePath(_ configuration: Configuration) -> String {
        archive ?? configuration.archive ?? UserFolders.archive.path
    }

    /// The archive to read: as told, else the one of the settings or the usual one where it exists.
    var archiveToRead: String? {
        if let archive { return archive }
        // What is wrong with the settings is told by who needs more of them.
        let path = (try? Configuration(file: configurationFile))?.archive ?? UserFolders.archive.path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The bundled launches in a ledger, with what could not be read.
    ///
    /// - Throws: where the library is nowhere to be found.
    func library() throws(Failure) -> (ledger: Ledger, problems: [IngestError]) {
        let (files, problems) = try listedLaunchFiles()
        let read = LaunchLibrary.read(files)
        var ledger = Ledger()
        for launch in read.launches { ledger.append(launch) }
        return (ledger, problems + read.problems)
    }

    /// Every launch file, where one's own folder may be one that cannot be listed.
    ///
    /// - Throws: where the library is nowhere to be found.
    func listedLaunchFiles() throws(Failure) -> (files: [URL], problems: [IngestError]) {
        let bundled = try bundledLaunchFiles()
        do throws(IngestError) { return (try bundled + ownLaunchFiles(), []) } catch { return (bundled, [error]) }
    }

    /// The launch of an id out of the file that bears its name, without a look at the others.
    ///
    /// - Returns: `nil` where there is no such file, or where it holds something else: then only the whole library can tell.
    func launchAlone(id: String) -> Launch? {
        let bundled = DataFolder.find(explicit: data)?.appendingPathComponent("launches")
        let folders = [bundled, data == nil ? UserFolders.launches : nil].compactMap { $0 }
        guard LaunchFileOptions.slug(id) == id else { return nil }
        return folders.lazy.map { $0.appendingPathComponent("\(id).toml") }
            .compactMap { try? LaunchLibrary.read(file: $0) }
            .first { $0.id == id }
    }

    /// What ties ranks to downloads; none where there is no such file, or where it is faulty, which is said.
    func anchors() -> [DemandAnchor] {
        guard let file = DataFolder.find(explicit: data)?.appendingPathComponent("demand/anchors.toml"),
            FileManager.default.fileExists(atPath: file.path)
        else { return [] }
        let (anchors, faults) = DemandAnchorFile.read(file: file)
        for fault in faults { Console.error(fault.description) }
        return anchors
    }

    /// Every launch file there is: the bundled ones, and the user's own.
    func launchFiles() throws(Failure) -> [URL] {
        let bundled = try bundledLaunchFiles()
        do throws(IngestError) { return try bundled + ownLaunchFiles() } catch { throw Failure(error.description) }
    }

    private func bundledLaunchFiles() throws(Failure) -> [URL] {
        guard let folder = DataFolder.find(explicit: data) else {
            let places = DataFolder.candidates(explicit: data).map(\.path).joined(separator: ", ")
            throw Failure("no launch library found (looked for “launches” in \(places)); name its folder with --data")
        }
        do throws(IngestError) {
            return try LaunchLibrary.files(of: folder.appendingPathComponent("launches"))
        } catch {
            throw Failure(error.description)
        }
    }

    /// Those of the user's own folder, where there is one and the library is not named outright.
    private func ownLaunchFiles() throws(IngestError) -> [URL] {
        let folder = UserFolders.launches
        guard data == nil, FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try LaunchLibrary.files(of: folder)
    }
}
