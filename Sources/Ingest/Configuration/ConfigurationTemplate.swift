/// The file that `launchtop config init` writes: every setting with what it means and its default.
public enum ConfigurationTemplate {
    /// TOML in which each setting is a comment that begins with `#` and no space; what explains begins with `# `.
    /// Without those `#` it sets everything to its default.
    public static var text: String {
        var lines = [
            "# The settings of launchtop. Each is shown with its default; take away the # before it to change it.",
            "# Paths count from the folder of this file; ~/ is the home folder.",
        ]
        for table in SettingsTable.all {
            lines += ["", "[\(table.name)]"]
            for setting in table.settings { lines += self.lines(of: setting) }
        }
        lines += [
            "", "[keys]",
            "# The keys of a command in place of those it has; `?` in the dashboard and `launchtop manual` list all.",
            "# Keys are q, Ctrl-F, Space, Enter, PgUp, Up and so on.", "# Such as: filter = [\"/\", \"Ctrl-F\"]",
        ]
        lines += [
            "", "# What is polled where nothing is named on the command line. As many tables as there are sources:",
            "# each begins with its own [[source]], and needs only “from”.", "#[[source]]",
        ]
        for setting in Setting<SourceSettings>.all { lines += self.lines(of: setting) }
        lines += [
            "",
            "# What is waited for, and how it is told. As many tables as there are rules; there is none by default.",
            "# Each begins with its own [[alert]], and needs only “when”. To try this one, take away “# ” before it.",
            "# [[alert]]",
        ]
        for setting in Setting<AlertDraft>.all { lines += self.lines(of: setting, isExample: true) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// - Parameter isExample: whether it is of a table that is not there by default.
    private static func lines<Target>(of setting: Setting<Target>, isExample: Bool = false) -> [String] {
        let mark = isExample ? "# " : "#"
        return setting.meaning.map { "\(mark == "#" ? "# " : "# # ")\($0)" }
            + ["\(mark)\(setting.key) = \(setting.standard)"]
    }
}
