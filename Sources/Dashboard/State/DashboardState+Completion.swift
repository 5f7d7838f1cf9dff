import History
import Market

extension DashboardState {
    /// The maximum number of completions shown.
    static let completionLimit = 8

    /// Returns the completions of the text in a command prompt.
    func completions(of line: Prompt) -> [Completion] {
        guard line.purpose == .command else { return [] }
        let text = line.typed
        guard let space = text.firstIndex(of: " ") else { return commandCompletions(text) }
        guard let row = commands.row(named: String(text[..<space]).lowercased()), let argument = row.argument else {
            return []
        }
        let prefix = text[...(text.lastIndex(of: " ") ?? space)]
        let word = String(text[prefix.endIndex...]).lowercased()
        let typed = String(text[text.index(after: space)...])
        let replacesArgument = argument == .app || argument == .origin
        let candidates = candidates(for: argument, typed: typed)
        return candidates.filter { candidate in
            switch argument {
            case .app: !word.isEmpty || candidate.word.lowercased().hasPrefix(word)
            // Often only the city is typed.
            case .zone: candidate.word.lowercased().contains(word)
            case .origin: typed.isEmpty || Filter.contains(candidate.word, typed)
            default: candidate.word.lowercased().hasPrefix(word)
            }
        }
        .prefix(Self.completionLimit)
        .map {
            Completion(
                line: replacesArgument ? "\(row.command.rawValue) \($0.word)" : prefix + $0.word,
                word: $0.word,
                title: $0.title
            )
        }
    }

    private func commandCompletions(_ text: String) -> [Completion] {
        let prefix = text.lowercased()
        let rows = commands.palette.filter {
            $0.command != .palette && ($0.works(on: route.page) || $0.argument != nil)
        }
        let beginning = rows.filter { $0.command.rawValue.hasPrefix(prefix) }
        return (beginning.isEmpty ? Self.rows(rows, matching: text) : beginning)
            .prefix(Self.completionLimit)
            .map { row in
                let name = row.command.rawValue
                return Completion(line: row.argument == nil ? name : name + " ", word: name, title: row.title)
            }
    }

    /// Returns the commands whose names match the typed letters, best first.
    private static func rows(_ rows: [CommandTable.Row], matching text: String) -> [CommandTable.Row] {
        let pattern = FuzzyPattern(text)
        guard !pattern.isEmpty else { return [] }
        let scored = rows.compactMap { row in
            pattern.score(FuzzyText(row.command.rawValue)).map { (score: $0, row: row) }
        }
        return scored.sorted { ($0.score, $1.row.command.rawValue) > ($1.score, $0.row.command.rawValue) }.map(\.row)
    }

    private typealias Candidate = (word: String, title: String)

    private func candidates(for argument: CommandArgument, typed: String) -> [Candidate] {
        switch argument {
        case .chart: chartCandidates(typed)
        case .country: countryCandidates
        case .app: appCandidates(typed)
        case .watchedApp: watchedApps.map { ($0.app.text, watchedName(of: $0.app)) }
        case .launch, .launches: library.launches.map { ($0.id, $0.name) }
        case .time:
            markers.filter { !$0.label.isEmpty }.map { ($0.label, $0.text) } + [
                ("yesterday", "the day before"), ("50%", "middle"),
            ]
        case .speed: Playhead.speeds.map { ("\($0)", "\(TimeFormat.age(Int64($0))) per second") }
        case .column: page().sortChoices.map { ($0.name, $0.label) }
        case .window: [("1h", "1 hour"), ("24h", "1 day"), ("7d", "1 week"), ("launch", "since launch")]
        case .export: [("csv", "comma-separated values"), ("json", "like show --json"), ("text", "plain text")]
        case .theme: themes.names.map { ($0, $0 == themeName ? "current" : "") }
        case .zone: zoneNames.map { ($0, $0 == zone.name ? "current" : "") }
        case .appName, .file, .name: []
        case .origin: originCandidates
        case .text: filterCandidates
        case .launchTime: [("now", "the launch is now"), ("today", "the launch is at 00:00 today")]
        }
    }

    private var filterCandidates: [Candidate] {
        [
            ("app:", "in names only"), ("dev:", "in developers only"), ("#1-20", "ranks"), ("new", "new in the chart"),
            ("returned", "back in the chart"), ("out", "dropped out"), ("moved>5", "rank change, up or down"),
            ("re:", "regular expression"),
        ]
    }

    private var countryCandidates: [Candidate] {
        Set(ledger.charts.map(\.storefront)).sorted().map { ($0.code, $0.name) }
    }

    private func chartCandidates(_ typed: String) -> [Candidate] {
        let charts = reachableCharts
        switch typed.split(separator: " ", omittingEmptySubsequences: false).count {
        case ...1: return countryCandidates
        case 2: return Set(charts.map(\.kind)).map { ($0.slug, $0.name) }.sorted { $0.0 < $1.0 }
        default: return Set(charts.compactMap(\.genre)).map { ($0.id, $0.name) }.sorted { $0.1 < $1.1 }
        }
    }

    private func appCandidates(_ typed: String) -> [Candidate] {
        let launches = library.launches.filter { Filter.contains($0.name, typed) }.map {
            ($0.id, "\($0.name) launch")
        }
        let apps = data.registry.apps(matching: FuzzyPattern(typed), limit: Self.completionLimit)
        return launches + apps.map { (data.name(of: $0.app, asOf: instant), "id \($0.app.text)") }
    }
}
