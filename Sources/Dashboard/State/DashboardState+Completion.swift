import History
import Market

extension DashboardState {
    /// Most candidates that are offered.
    static let completionLimit = 8

    /// What the line that is being typed may become.
    func completions(of line: Prompt) -> [Completion] {
        guard line.purpose == .command else { return [] }
        let text = line.typed
        guard let space = text.firstIndex(of: " ") else { return commandCompletions(text) }
        guard let row = commands.row(named: String(text[..<space]).lowercased()), let argument = row.argument else {
            return []
        }
        let before = text[...(text.lastIndex(of: " ") ?? space)]
        let word = String(text[before.endIndex...]).lowercased()
        let typed = String(text[text.index(after: space)...])
        let isWhole = argument == .app || argument == .origin
        let words = candidates(for: argument, typed: typed)
        return words.filter { candidate in
            switch argument {
            case .app: !word.isEmpty || candidate.word.lowercased().hasPrefix(word)
            case .origin: typed.isEmpty || Filter.holds(candidate.word, typed)
            default: candidate.word.lowercased().hasPrefix(word)
            }
        }
        .prefix(Self.completionLimit)
        .map {
            Completion(
                line: isWhole ? "\(row.command.rawValue) \($0.word)" : before + $0.word,
                word: $0.word,
                title: $0.title
            )
        }
    }

    private func commandCompletions(_ text: String) -> [Completion] {
        let begun = text.lowercased()
        return commands.rows.filter { $0.command.rawValue.hasPrefix(begun) && $0.command != .palette }
            .filter { $0.works(on: route.page) || $0.argument != nil }
            .prefix(Self.completionLimit)
            .map { row in
                let name = row.command.rawValue
                return Completion(line: row.argument == nil ? name : name + " ", word: name, title: row.title)
            }
    }

    private typealias Candidate = (word: String, title: String)

    private func candidates(for argument: CommandArgument, typed: String) -> [Candidate] {
        switch argument {
        case .chart: chartCandidates(typed)
        case .country: countryCandidates
        case .app: appCandidates(typed)
        case .launch, .launches: library.launches.map { ($0.id, $0.name) }
        case .time: markers.filter { !$0.label.isEmpty }.map { ($0.label, $0.text) } + [("50%", "half way")]
        case .speed: Playhead.speeds.map { ("\($0)", "\(TimeFormat.age(Int64($0))) a second") }
        case .column: route.page.sortColumns.map { ($0.rawValue, $0.label) }
        case .window: [("1h", "an hour"), ("24h", "a day"), ("7d", "a week"), ("launch", "since the launch")]
        case .export: [("csv", "comma-separated"), ("json", "as show --json"), ("text", "as it reads")]
        case .theme: themes.names.map { ($0, $0 == themeName ? "as it is" : "") }
        case .file: []
        case .origin: originCandidates
        case .text: filterCandidates
        }
    }

    private var filterCandidates: [Candidate] {
        [
            ("app:", "names only"), ("dev:", "developers only"), ("#1-20", "ranks"), ("new", "never there before"),
            ("returned", "there again"), ("out", "dropped out"), ("moved>5", "places, up or down"),
            ("re:", "an expression"),
        ]
    }

    private var countryCandidates: [Candidate] {
        Set(ledger.charts.map(\.storefront)).sorted().map { ($0.code, $0.name) }
    }

    private func chartCandidates(_ typed: String) -> [Candidate] {
        let charts = route.isOfLibrary && route.launch == nil ? data.charts : ledger.charts
        switch typed.split(separator: " ", omittingEmptySubsequences: false).count {
        case ...1: return countryCandidates
        case 2: return Set(charts.map(\.kind)).map { ($0.slug, $0.name) }.sorted { $0.0 < $1.0 }
        default: return Set(charts.compactMap(\.genre)).map { ($0.id, $0.name) }.sorted { $0.1 < $1.1 }
        }
    }

    private func appCandidates(_ typed: String) -> [Candidate] {
        let launches = library.launches.filter { Filter.holds($0.name, typed) }.map {
            ($0.id, "the launch of \($0.name)")
        }
        let apps = typed.isEmpty ? [] : data.registry.apps(called: typed, limit: Self.completionLimit)
        return launches + apps.map { (data.name(of: $0, asOf: instant), "id \($0.text)") }
    }
}
