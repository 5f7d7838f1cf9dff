import ArgumentParser
import Dashboard

/// The manual page, made from the commands of the command line and the one table of the dashboard's.
///
/// Reference: man(7), the macros of manual pages.
struct ManualPage {
    let commands: CommandTable
    let subcommands: [any ParsableCommand.Type]

    var text: String {
        var lines = [
            ".TH LAUNCHTOP 1", ".SH NAME",
            "launchtop \\- ranks, downloads and milestones of app launches, live or replayed",
            ".SH SYNOPSIS", ".B launchtop", "[\\fIcommand\\fR] [\\fIoptions\\fR]", ".SH COMMANDS",
            "Each says more with \\fB\\-\\-help\\fR. Without a command the dashboard opens on what was watched, else on the",
            "library of launches.",
        ]
        for command in subcommands where command.configuration.shouldDisplay {
            lines += [".TP", ".B \(Self.escaped(name(of: command)))", Self.escaped(command.configuration.abstract)]
        }
        lines += [
            ".SH KEYS AND COMMANDS OF THE DASHBOARD",
            "A key does what its name does when it is typed after \\fB:\\fR. The settings' [keys] give other keys.",
        ]
        for section in commands.sections {
            lines.append(".SS \(Self.escaped(section.title))")
            for entry in section.entries { lines += self.lines(of: entry) }
        }
        return (lines + Self.ending).joined(separator: "\n")
    }

    private func name(of command: any ParsableCommand.Type) -> String {
        command.configuration.commandName ?? "\(command)".lowercased()
    }

    private func lines(of entry: CommandTable.Section.Entry) -> [String] {
        let keys =
            entry.keys.isEmpty ? "" : entry.keys.map { "\\fB\(Self.escaped($0))\\fR" }.joined(separator: ", ") + "  "
        let example = entry.example.map { " \\fI\(Self.escaped($0))\\fR" } ?? ""
        let pages = entry.pages.isEmpty ? "" : " (\(entry.pages.joined(separator: ", ")))"
        return [".TP", "\(keys):\(Self.escaped(entry.name))\(example)", Self.escaped(entry.title) + pages]
    }

    private static let ending = [
        ".SH FILTERS",
        "All terms must hold. Words are found without regard to case, accents and spaces; \"in quotes\" in this order.",
        ".TP", "app:\\fIword\\fR, dev:\\fIword\\fR", "in names only, in developers only",
        ".TP", "#\\fI1\\fR\\-\\fI20\\fR", "ranks", ".TP", "new, returned, out", "how it came, or that it dropped out",
        ".TP", "moved>\\fI5\\fR, up>\\fI5\\fR, down>\\fI5\\fR", "places over the window of change",
        ".TP", "re:\\fIexpression\\fR", "a regular expression, to the end of the line",
        ".SH FILES",
        ".TP", "$XDG_CONFIG_HOME/launchtop/config.toml", "settings; \\fBlaunchtop config init\\fR writes one",
        ".TP", "$XDG_DATA_HOME/launchtop/history.sqlite", "what was watched",
        ".TP", "$XDG_STATE_HOME/launchtop/dashboard.json", "apps watched by key, lines of the palette, what was read",
        ".SH EXIT STATUS", "0 when done, 1 when something failed, 64 for wrong usage.",
        "2 when \\fBlaunchtop import\\fR read some documents and could not read others.",
    ]

    /// Text that means nothing to the formatter.
    private static func escaped(_ text: String) -> String {
        let escaped = text.map { character in
            switch character {
            case "\\": "\\e"
            case "-": "\\-"
            case "'": "\\(aq"
            default: String(character)
            }
        }.joined()
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }
}
