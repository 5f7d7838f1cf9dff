import Canvas
import Dashboard
import Foundation
import Ingest
import Market

/// How things are drawn: as the command line says, else the settings, else as usual.
struct Appearance {
    /// All themes that can be chosen.
    var themes = ThemeCatalog()
    /// The one to begin with.
    var themeName: String
    var usesASCII: Bool
    var color: DisplaySettings.ColorUse
    var usesMouse: Bool
    /// The zone that times are shown in, as ``TimeZoneName/known(_:)`` gives it.
    var zoneName: String
    /// Which key does what.
    var commands = CommandTable.standard
    /// What is wrong with the theme that was named, for a person.
    var problems: [String] = []

    /// - Parameter ground: what is known of the ground that is drawn on.
    /// - Throws: where the command line names a theme that is not there. One that the settings name is told in `problems`.
    init(
        _ common: CommonOptions,
        _ settings: DisplaySettings,
        background: Background?,
        folder: ThemeFolder = .usual
    ) throws(Failure) {
        themeName = common.theme ?? settings.theme
        usesASCII = common.ascii || settings.usesASCII
        color = common.color?.use ?? settings.color
        usesMouse = settings.usesMouse
        zoneName = common.zoneName ?? settings.zone
        themes.background = background
        if !folder.has(themeName) {
            let sentence = Self.objection(to: themeName, in: folder)
            guard common.theme == nil else { throw Failure("--theme: \(sentence)") }
            problems.append("[display] theme: \(sentence); drawn is as for auto")
            themeName = ThemeCatalog.auto
        }
        for name in folder.ownNames where name != themeName {
            var tried = themes
            // What nobody chose is not complained of, and not offered where something is wrong with it.
            if folder.put(name, in: &tried).isEmpty { themes = tried }
        }
        let errors = folder.put(themeName, in: &themes)
        guard !errors.isEmpty else { return }
        problems += errors.map(\.description)
        problems.append(
            "the theme \(themeName) has \(NumberFormat.count(errors.count, "fault")); drawn is what it is based on"
        )
    }

    /// What to say of a theme that is not there.
    static func objection(to name: String, in folder: ThemeFolder) -> String {
        "“\(name.prefix(80))” is no theme, nor a file in \(folder.folder.path); \(Suggestion.hint(for: name, among: folder.names))"
    }

    /// Whether a terminal's colours are used.
    func usesColor(_ environment: [String: String]) -> Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto: (environment["NO_COLOR"] ?? "").isEmpty
        }
    }

    /// The zone that times are shown in.
    var zone: TimeZoneTable { ZoneArgument.zone(named: zoneName) }

    /// What `$COLORFGBG` tells of the terminal's ground. The terminal itself is not asked (OSC 11): the first frame would
    /// wait for an answer that many do not give.
    static func background(_ environment: [String: String]) -> Background? {
        environment["COLORFGBG"].flatMap { Background(colorfgbg: $0) }
    }
}

extension DashboardState {
    /// Draws as `appearance` says, on what is drawn on.
    mutating func take(_ appearance: Appearance, hasColor: Bool, isASCII: Bool) {
        themes = appearance.themes
        themes.hasColor = hasColor
        themes.marks = isASCII ? .ascii : .braille
        _ = chooseTheme(appearance.themeName)
        usesMouse = appearance.usesMouse
        commands = appearance.commands
        zone = appearance.zone
    }
}
