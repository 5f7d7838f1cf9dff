/// The file that `launchtop config init` writes: every setting with its description and default.
public enum ConfigurationTemplate {
    /// TOML in which each setting is commented out with `#` without a space; descriptions start with `# `. If the `#`
    /// before each setting is removed, the file sets every setting to its default.
    public static var text: String {
        var lines = [
            "# Settings of launchtop. Each is shown with its default; remove the # before it to change it.",
            "# Paths are relative to the folder of this file; ~/ is the home folder.",
        ]
        for table in SettingsTable.all {
            lines += ["", "[\(table.name)]"]
            for setting in table.settings { lines += self.lines(of: setting) }
        }
        lines += [
            "", "[keys]",
            "# Keys for a command, replacing its default keys. Press ? in the dashboard or see `launchtop manual`",
            "# for all commands. Keys are q, Ctrl-F, Space, Enter, PgUp, Up and so on.",
            "# Example: filter = [\"/\", \"Ctrl-F\"]",
        ]
        lines += [
            "", "# The sources to poll if the command line names none. Add a [[source]] table for each.",
            "# Only \"from\" is required.", "#[[source]]",
        ]
        for setting in Setting<SourceSettings>.all { lines += self.lines(of: setting) }
        lines += [
            "", "# Alerts (default: none). Add an [[alert]] table for each. Only \"when\" is required.",
            "# To try this one, add an app to [watchlist] and remove \"# \" at the start of these lines.",
            "# [[alert]]",
        ]
        for setting in Setting<AlertDraft>.all { lines += self.lines(of: setting, isExample: true) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Returns the lines for a setting in the template: its description and its default.
    ///
    /// - Parameter isExample: Whether the setting's table doesn't exist by default.
    private static func lines<Target>(of setting: Setting<Target>, isExample: Bool = false) -> [String] {
        setting.description.map { (isExample ? "# # " : "# ") + $0 }
            + ["\(isExample ? "# " : "#")\(setting.key) = \(setting.defaultValue)"]
    }
}
