import Canvas
import Dashboard
import Foundation
package import Input
import Settings

/// A folder of theme files. The format is described in `docs/formats/theme-file.md`.
package struct ThemeFolder {
    /// The maximum number of theme files to use. The files are used in order of name, and any others are ignored.
    static let limit = 100

    let folder: URL

    package static var standard: ThemeFolder { ThemeFolder(folder: UserFolders.themes) }

    /// The names that are valid in a theme file.
    static let vocabulary = ThemeVocabulary(
        bases: ThemeCatalog.builtIn,
        roles: Theme.Role.allCases.map(\.rawValue),
        lineLimit: Theme.lineLimit
    )

    /// The names of the theme files in the folder, which may contain errors.
    package var ownNames: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let names = files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
        return Array(
            names.filter { ThemeFile.isName($0) && !ThemeCatalog.builtIn.contains($0) }.sorted().prefix(Self.limit)
        )
    }

    /// The names of all themes: the built-in ones and those in the folder.
    package var names: [String] { ThemeCatalog.builtIn + ownNames }

    /// Returns whether there is a theme with this name.
    package func has(_ name: String) -> Bool {
        ThemeCatalog.builtIn.contains(name)
            || ThemeFile.isName(name) && FileManager.default.fileExists(atPath: file(of: name).path)
    }

    /// Returns the errors in a theme file, or none for a built-in theme.
    package func problems(of name: String) -> [InputError] {
        ThemeCatalog.builtIn.contains(name) ? [] : reading(name).errors
    }

    /// Adds a theme from its file to a catalog. A theme with errors is replaced with its base theme.
    ///
    /// - Returns: The errors in the file.
    func put(_ name: String, in catalog: inout ThemeCatalog) -> [InputError] {
        guard !ThemeCatalog.builtIn.contains(name) else { return [] }
        let reading = reading(name)
        let base = catalog.theme(named: reading.theme.base ?? ThemeCatalog.auto) ?? .standard
        catalog.put(reading.errors.isEmpty ? Self.theme(reading.theme, on: base) : base, as: name)
        return reading.errors
    }

    private func file(of name: String) -> URL { folder.appendingPathComponent("\(name).toml") }

    private func reading(_ name: String) -> LoadedTheme {
        LoadedTheme(file: file(of: name), vocabulary: Self.vocabulary)
    }

    /// Returns the base theme with the styles of a file applied.
    static func theme(_ file: ThemeFile, on base: Theme) -> Theme {
        var theme = base
        for (name, style) in file.styles {
            guard let role = Theme.Role(rawValue: name) else { continue }
            theme[role] = self.style(style, on: theme[role])
        }
        if let lines = file.lines { theme.lines = lines.map { style($0, on: .plain) } }
        if let ranks = file.ranks { theme.ranks = ranks.map { style($0, on: .plain) } }
        return theme
    }

    private static func style(_ fileStyle: ThemeFile.Style, on base: Style) -> Style {
        var style = base
        switch fileStyle.color {
        case .standard: style.foreground = .standard
        case .palette(let index): style.foreground = .palette(index)
        case .rgb(let red, let green, let blue): style.foreground = .rgb(red, green, blue)
        case nil: break
        }
        let settings: [(Bool?, Style.Attributes)] = [
            (fileStyle.bold, .bold), (fileStyle.dim, .dim), (fileStyle.underline, .underline),
            (fileStyle.reverse, .reverse),
        ]
        for case (let isOn?, let attribute) in settings {
            style.attributes = isOn ? style.attributes.union(attribute) : style.attributes.subtracting(attribute)
        }
        return style
    }
}
