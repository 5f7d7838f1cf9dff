import Canvas
import Dashboard
import Foundation
import Ingest

/// The theme files of a folder. The format is described in `docs/formats/theme-file.md`.
struct ThemeFolder {
    /// Most files that are offered, the first by name.
    static let limit = 100

    let folder: URL

    static var usual: ThemeFolder { ThemeFolder(folder: UserFolders.themes) }

    /// What a theme file may say.
    static let vocabulary = ThemeVocabulary(
        bases: ThemeCatalog.builtIn,
        roles: Theme.Role.allCases.map(\.rawValue),
        lineLimit: Theme.lineLimit
    )

    /// Names of files that can be chosen, whatever is in them.
    var ownNames: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let names = files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
        return Array(
            names.filter { ThemeFile.isName($0) && !ThemeCatalog.builtIn.contains($0) }.sorted().prefix(Self.limit)
        )
    }

    /// All names that can be chosen.
    var names: [String] { ThemeCatalog.builtIn + ownNames }

    /// Whether there is a theme of that name.
    func has(_ name: String) -> Bool {
        ThemeCatalog.builtIn.contains(name)
            || ThemeFile.isName(name) && FileManager.default.fileExists(atPath: file(of: name).path)
    }

    /// What is wrong with a theme's file; nothing with a built-in one.
    func problems(of name: String) -> [IngestError] {
        ThemeCatalog.builtIn.contains(name) ? [] : reading(name).errors
    }

    /// Puts a theme on the shelf where it has a file: as that says, or its base where something is wrong with it.
    ///
    /// - Returns: what is wrong with it.
    func put(_ name: String, in catalog: inout ThemeCatalog) -> [IngestError] {
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

    /// What a file says, upon its base.
    static func theme(_ file: ThemeFile, on base: Theme) -> Theme {
        var theme = base
        for (word, look) in file.styles {
            guard let role = Theme.Role(rawValue: word) else { continue }
            theme[role] = style(look, on: theme[role])
        }
        if let lines = file.lines { theme.lines = lines.map { style($0, on: .plain) } }
        return theme
    }

    private static func style(_ look: ThemeFile.Style, on base: Style) -> Style {
        var style = base
        switch look.color {
        case .standard: style.foreground = .standard
        case .palette(let index): style.foreground = .palette(index)
        case .rgb(let red, let green, let blue): style.foreground = .rgb(red, green, blue)
        case nil: break
        }
        let said: [(Bool?, Style.Attributes)] = [
            (look.bold, .bold), (look.dim, .dim), (look.underline, .underline), (look.reverse, .reverse),
        ]
        for case (let isOn?, let attribute) in said {
            style.attributes = isOn ? style.attributes.union(attribute) : style.attributes.subtracting(attribute)
        }
        return style
    }
}
