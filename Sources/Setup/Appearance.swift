package import Canvas
package import Collector
package import Dashboard
import Foundation
import Input
package import Market
package import Settings

/// The display options. The command line takes precedence over the settings, and the settings over the defaults.
package struct Appearance {
    /// All available themes.
    package var themes = ThemeCatalog()
    /// The theme to start with.
    package var themeName: String
    package var usesASCII: Bool
    package var color: DisplaySettings.ColorUse
    package var usesMouse: Bool
    package var reducesMotion: Bool
    /// The name of the time zone for display, in the form returned by ``TimeZoneName/known(_:)``.
    package var zoneName: String
    /// The commands and their keys.
    package var commands = CommandTable.standard
    /// Errors in the selected theme, as messages.
    package var problems: [String] = []

    /// Combines the display options of the command line with the settings.
    ///
    /// - Parameter background: The background of the terminal, or `nil` if unknown.
    /// - Throws: An error if `--theme` names an unknown theme. An error about an unknown theme in the settings is added
    ///   to `problems` instead.
    package init(
        _ setup: Setup,
        _ settings: DisplaySettings,
        background: Background?,
        folder: ThemeFolder = .standard
    ) throws(Failure) {
        themeName = setup.theme ?? settings.theme
        usesASCII = setup.ascii || settings.usesASCII
        color = setup.color ?? settings.color
        usesMouse = settings.usesMouse
        reducesMotion = settings.reducesMotion
        zoneName = setup.zoneName ?? settings.zone
        themes.background = background
        if !folder.has(themeName) {
            let message = Self.unknownTheme(themeName, in: folder)
            guard setup.theme == nil else { throw Failure("--theme: \(message)") }
            problems.append("[display] theme: \(message); using auto")
            themeName = ThemeCatalog.auto
        }
        for name in folder.ownNames where name != themeName {
            var tried = themes
            // A theme with errors isn't offered. Its errors are only reported if it is the selected one.
            if folder.put(name, in: &tried).isEmpty { themes = tried }
        }
        let errors = folder.put(themeName, in: &themes)
        guard !errors.isEmpty else { return }
        problems += errors.map(\.description)
        problems.append(
            "theme \(themeName) has \(NumberFormat.count(errors.count, "error")); using its base theme"
        )
    }

    /// Returns the error message for a theme that doesn't exist.
    package static func unknownTheme(_ name: String, in folder: ThemeFolder) -> String {
        "unknown theme \"\(name.prefix(80))\", and no such file in \(folder.folder.path); "
            + Suggestion.hint(for: name, among: folder.names)
    }

    /// Returns whether to use colors in the terminal.
    package func usesColor(_ environment: [String: String]) -> Bool {
        switch color {
        case .always: true
        case .never: false
        case .auto: (environment["NO_COLOR"] ?? "").isEmpty
        }
    }

    /// The time zone for display.
    package var zone: TimeZoneTable { TimeZoneTable(zone: zoneName) }

    /// Returns the background of the terminal according to `$COLORFGBG`, or `nil` if it isn't set or is invalid.
    ///
    /// If the background is unknown, the dashboard queries the terminal while the first frame is already shown.
    package static func background(_ environment: [String: String]) -> Background? {
        environment["COLORFGBG"].flatMap { Background(colorfgbg: $0) }
    }
}

extension DashboardState {
    /// Applies display options to the dashboard.
    ///
    /// - Parameters:
    ///   - depth: The color depth that the output supports.
    ///   - isASCII: Whether the output is limited to ASCII.
    package mutating func apply(_ appearance: Appearance, depth: Color.Depth, isASCII: Bool) {
        themes = appearance.themes
        themes.depth = depth
        themes.marks = isASCII ? .ascii : .braille
        _ = chooseTheme(appearance.themeName)
        usesMouse = appearance.usesMouse
        reducesMotion = appearance.reducesMotion
        commands = appearance.commands
        zone = appearance.zone
    }
}
