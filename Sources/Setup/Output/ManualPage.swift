package import Dashboard

/// The manual page, generated from the subcommands and the dashboard's command table.
///
/// Reference: man(7).
package struct ManualPage {
    private let commands: CommandTable
    /// The names and one-line descriptions of the subcommands.
    private let subcommands: [(name: String, abstract: String)]

    package init(commands: CommandTable, subcommands: [(name: String, abstract: String)]) {
        (self.commands, self.subcommands) = (commands, subcommands)
    }

    package var text: String {
        var lines = [
            ".TH LAUNCHTOP 1", ".SH NAME",
            "launchtop \\- ranks, downloads and milestones of app launches, live or replayed",
            ".SH SYNOPSIS", ".B launchtop", "[\\fIcommand\\fR] [\\fIoptions\\fR]", ".SH COMMANDS",
            "See \\fBlaunchtop\\fR \\fIcommand\\fR \\fB\\-\\-help\\fR for the options of a command. Without a command, the",
            "dashboard opens the archive of earlier runs, or the library of launches if there is none.",
            ".TP", "\\fIlaunch\\fR",
            "Replay a launch by its id: \\fBlaunchtop sora\\fR is short for \\fBlaunchtop replay sora\\fR.",
        ]
        for command in subcommands {
            lines += [".TP", ".B \(Self.escaped(command.name))", Self.escaped(command.abstract)]
        }
        lines += [
            ".SH KEYS AND COMMANDS OF THE DASHBOARD",
            "Press a key, or type \\fB:\\fR and the name of the command. Keys can be changed in [keys] in the config file.",
        ]
        for section in commands.sections {
            lines.append(".SS \(Self.escaped(section.title))")
            for entry in section.entries { lines += self.lines(of: entry) }
        }
        return (lines + Self.ending).joined(separator: "\n")
    }

    /// Returns the manual page of a command, with the text of its help.
    ///
    /// - Parameters:
    ///   - name: The name of the page, such as `launchtop-show-chart`.
    ///   - abstract: A description in one sentence.
    ///   - help: The text that the command prints with `--help`.
    package static func text(of name: String, abstract: String, help: String) -> String {
        let summary = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
        return
            ([
                ".TH \(escaped(name.uppercased())) 1", ".SH NAME", "\(escaped(name)) \\- \(escaped(summary))",
                ".SH HELP", ".nf",
            ] + lines + [".fi", ".SH SEE ALSO", ".BR launchtop (1)"]).joined(separator: "\n")
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
        "An entry must match all terms. Case, accents and spaces are ignored; quotes match an exact phrase.",
        ".TP", "app:\\fIword\\fR, dev:\\fIword\\fR", "search only names, only developers",
        ".TP", "#\\fI1\\fR\\-\\fI20\\fR", "range of ranks", ".TP", "new, returned, out",
        "apps that are new, have returned, or have dropped out",
        ".TP", "moved>\\fI5\\fR, up>\\fI5\\fR, down>\\fI5\\fR", "ranks moved in the change window",
        ".TP", "re:\\fIexpression\\fR", "regular expression, up to the end of the line",
        ".SH FILES",
        ".TP", "$XDG_CONFIG_HOME/launchtop/config.toml", "config file; \\fBlaunchtop config init\\fR creates it",
        ".TP", "$XDG_DATA_HOME/launchtop/history.sqlite", "archive of polled and imported snapshots and counts",
        ".TP", "$XDG_STATE_HOME/launchtop/dashboard.json", "watchlist changes, palette history, times of last visits",
        ".SH EXIT STATUS", "0 on success, 1 on failure, 64 on a usage error.",
        "\\fBlaunchtop import\\fR exits with 2 if some documents couldn't be read.",
    ]

    /// Escapes characters that are special in man(7).
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
