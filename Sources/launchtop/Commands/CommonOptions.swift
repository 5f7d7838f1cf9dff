import ArgumentParser
import Dashboard
import History
import Session
import Settings
import Setup

/// The options that every command has.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Data folder with the launch library (default: the installed one).", valueName: "dir"),
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
            "Theme: \(ThemeCatalog.builtIn.joined(separator: ", ")), or the name of a theme file (default: auto).",
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
        if let zone, TimeZoneName.known(zone) == nil {
            throw ArgumentParser.ValidationError("--zone: \(TimeZoneName.problem(with: zone))")
        }
        if let archive { try Self.check(archive, of: "--archive") }
    }

    /// Throws an error if a path is blank, as when it comes from an unset shell variable.
    static func check(_ path: String, of option: String) throws {
        guard path.allSatisfy(\.isWhitespace) else { return }
        throw ArgumentParser.ValidationError("\(option): empty path; specify a file")
    }

    /// The files and display settings selected by these options.
    var setup: Setup {
        var setup = Setup()
        (setup.data, setup.config, setup.archive, setup.log) = (data, config, archive, log)
        (setup.theme, setup.ascii, setup.color, setup.plain) = (theme, ascii, color?.use, plain)
        setup.zoneName = utc ? TimeZoneName.utc : zone.flatMap(TimeZoneName.known)
        return setup
    }

    /// Returns a dashboard session with these options.
    func session(_ opening: Opening, _ ledger: Ledger) -> Session {
        Session(setup, opening, ledger, keys: keyScript, size: keyScriptSize.size)
    }
}

extension KeyScript: ExpressibleByArgument {}
