public import Market

extension LaunchFile {
    /// Returns a launch as the text of a launch file. Reading this text produces an equal launch. Sources and conflicts
    /// get generated names.
    ///
    /// - Complexity: O(figures · sources).
    public static func text(of launch: Launch) -> String {
        LaunchFileText(launch).text
    }

    /// Returns the text of a new launch file, with the required keys filled in and examples in comments.
    public static func template(of launch: Launch) -> String {
        LaunchFileText(launch).head + """

            # Sources of the figures. The address is optional; published is a day, a month or a year.

            # [sources.example]
            # name = "Example Analytics"
            # address = "https://example.com/report"
            # published = "\(launch.day0.iso8601)"

            # metric: \(Metric.allCases.map(\.rawValue).joined(separator: ", "))
            # kind: \(FigureKind.allCases.map(\.rawValue).joined(separator: ", "))
            # Exactly one period: on, days, from and to, through (total since day 0), total-on (counter reading), within.

            # [[figures]]
            # metric = "downloads"
            # value = 56_000
            # on = \(launch.day0.iso8601)
            # kind = "estimate"
            # series = "example-\(launch.day0.iso8601.prefix(7))"
            # source = "example"

            # [[figures]]
            # metric = "rank"
            # value = 3
            # first = true
            # on = \(launch.day0.iso8601)
            # storefronts = ["us"]
            # chart = "top-free"
            # kind = "observed"
            # source = "example"

            # [[events]]
            # on = \(launch.day0.iso8601)
            # text = "What happened"
            # source = "example"

            """
    }
}

/// A type that writes the tables of a launch file.
private struct LaunchFileText {
    let launch: Launch
    private let sources: [Citation]
    private let events: [LaunchEvent]

    init(_ launch: Launch) {
        self.launch = launch
        // The events of availability and delistings are created again when the file is read.
        let generated = launch.availability.map(\.event) + launch.delistings.map(\.event)
        events = launch.events.filter { !generated.contains($0) }
        var seen: Set<Citation> = []
        sources = (launch.observations.map(\.source) + generated.map(\.source) + events.map(\.source))
            .filter { seen.insert($0).inserted }
    }

    var text: String {
        let tables =
            sources.enumerated().map { index, source in
                ["[sources.source-\(index + 1)]", "name = \(quoted(source.name))"]
                    + (source.address.map { ["address = \(quoted($0))"] } ?? [])
                    + ["published = \(quoted(source.published))"]
            } + launch.availability.map(lines) + launch.delistings.map(lines) + figures + events.map(lines)
        return head + tables.map { "\n" + $0.joined(separator: "\n") + "\n" }.joined()
    }

    var head: String {
        var lines = [
            "# Figures about \(launch.id), with their sources. See docs/formats/launch-file.md for the format.",
            "",
            "format = \(LaunchFile.format)", "id = \(quoted(launch.id))", "name = \(quoted(launch.name))",
        ]
        if launch.kind != .launch { lines.append("kind = \(quoted(launch.kind.rawValue))") }
        if let developer = launch.developer { lines.append("developer = \(quoted(developer))") }
        if !launch.app.isPlaceholder { lines.append("app = \(quoted(launch.app.text))") }
        lines.append("store = \(quoted(launch.store?.rawValue ?? "web"))")
        lines.append("storefronts = \(list(launch.storefronts.map(\.code)))")
        let defaultScope = Scope(
            stores: launch.store.map { [$0] } ?? [],
            storefronts: launch.storefronts,
            countsWeb: launch.store == nil
        )
        if launch.homeScope != defaultScope {
            let parts = scope(launch.homeScope, differingFrom: defaultScope)
            lines.append("scope = { \(parts.joined(separator: ", ")) }")
        }
        lines.append("day0 = \(launch.day0.iso8601)")
        if let note = launch.day0Note { lines.append("day0-note = \(quoted(note))") }
        lines.append("access = \(quoted(launch.access))")
        if let series = launch.series { lines.append("series = \(quoted(series))") }
        lines += texts(launch.missing, "missing")
        for (index, text) in launch.conflicts.enumerated() {
            lines += ["", "[[conflicts]]", "name = \"conflict-\(index + 1)\"", "text = \(quoted(text))"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func texts(_ texts: [String], _ key: String) -> [String] {
        texts.isEmpty ? [] : ["\(key) = ["] + texts.map { "    \(quoted($0))," } + ["]"]
    }

    private func lines(_ entry: Availability) -> [String] {
        ["[[availability]]", "on = \(entry.day.iso8601)", "storefronts = \(list(entry.storefronts.map(\.code)))"]
            + ["stores = \(list(entry.stores.map(\.rawValue)))", "source = \(key(of: entry.source))"]
            + (entry.note.map { ["note = \(quoted($0))"] } ?? [])
    }

    private func lines(_ entry: Delisting) -> [String] {
        ["[[delisted]]", "on = \(entry.day.iso8601)", "storefronts = \(list(entry.storefronts.map(\.code)))"]
            + ["stores = \(list(entry.stores.map(\.rawValue)))", "kind = \(quoted(entry.kind.rawValue))"]
            + ["source = \(key(of: entry.source))"] + (entry.note.map { ["note = \(quoted($0))"] } ?? [])
    }

    private func lines(_ event: LaunchEvent) -> [String] {
        let day = event.day.iso8601
        return [
            "[[events]]", event.earliest.map { "within = [\($0.iso8601), \(day)]" } ?? "on = \(day)",
            "text = \(quoted(event.text))", "source = \(key(of: event.source))",
        ]
    }

    /// The lines of each `[[figures]]` table. Consecutive figures that differ only in day and value share one table,
    /// which lists their days and values in pairs.
    private var figures: [[String]] {
        var runs: [[Observation]] = []
        for figure in launch.observations {
            if let last = runs.last?.last, continues(last, with: figure) {
                runs[runs.count - 1].append(figure)
            } else {
                runs.append([figure])
            }
        }
        return runs.map(lines)
    }

    private func continues(_ one: Observation, with other: Observation) -> Bool {
        guard name(of: one.period) != nil, name(of: one.period) == name(of: other.period),
            one.period.lastDay < other.period.lastDay
        else { return false }
        var changed = one
        (changed.period, changed.value) = (other.period, other.value)
        return changed == other
    }

    /// Returns the key for a period that is defined by a single day; `nil` for any other period.
    private func name(of period: Period) -> String? {
        switch period {
        case .day: "on"
        case .through: "through"
        case .total: "total-on"
        case .days, .within: nil
        }
    }

    private func lines(_ run: [Observation]) -> [String] {
        let figure = run[0]
        var lines = ["[[figures]]", "metric = \(quoted(figure.metric.rawValue))"]
        if figure.isAtLeast { lines.append("at-least = true") }
        if figure.isFirst { lines.append("first = true") }
        if run.count > 1, let name = name(of: figure.period) {
            lines += ["as = \(quoted(name))", "values = ["]
            lines += run.map { "    [\($0.period.lastDay.iso8601), \(number($0.value))]," } + ["]"]
        } else {
            lines += ["value = \(number(figure.value))"] + period(figure.period)
        }
        lines += scope(figure.scope, differingFrom: launch.homeScope)
        if let chart = figure.chart {
            lines.append("chart = \(quoted(chart.kind.slug))")
            if let genre = chart.genre { lines.append("genre = \(quoted(genre.id))") }
        }
        lines.append("kind = \(quoted(figure.kind.rawValue))")
        if let series = figure.series { lines.append("series = \(quoted(series))") }
        if let bounds = figure.eachBetween {
            lines.append("each-between = [\(number(bounds.lowerBound)), \(number(bounds.upperBound))]")
        }
        if let conflict = figure.conflict, let index = launch.conflicts.firstIndex(of: conflict) {
            lines.append("conflict = \"conflict-\(index + 1)\"")
        }
        if figure.beginsEarly { lines.append("begins-early = true") }
        lines.append("source = \(key(of: figure.source))")
        if let note = figure.note { lines.append("note = \(quoted(note))") }
        return lines
    }

    private func period(_ period: Period) -> [String] {
        switch period {
        case .day(let day): return ["on = \(day.iso8601)"]
        case .through(let day): return ["through = \(day.iso8601)"]
        case .total(let day): return ["total-on = \(day.iso8601)"]
        case .within(let days): return ["within = [\(days.lowerBound.iso8601), \(days.upperBound.iso8601)]"]
        case .days(let days):
            let (first, last) = (days[0], days[days.count - 1])
            guard first.distance(to: last) + 1 == days.count else {
                return ["days = [\(days.map(\.iso8601).joined(separator: ", "))]"]
            }
            return ["from = \(first.iso8601)", "to = \(last.iso8601)"]
        }
    }

    /// Returns a line for each key in which a scope differs from the default.
    private func scope(_ scope: Scope, differingFrom defaultScope: Scope) -> [String] {
        var keys: [String] = []
        if scope.stores != defaultScope.stores { keys.append("stores = \(list(scope.stores.map(\.rawValue)))") }
        if let storefronts = scope.storefronts {
            if storefronts != defaultScope.storefronts { keys.append("storefronts = \(list(storefronts.map(\.code)))") }
        } else {
            keys.append("where = \"unspecified\"")
        }
        if scope.countsWeb != defaultScope.countsWeb { keys.append("web = \(scope.countsWeb)") }
        return keys
    }

    private func key(of source: Citation) -> String { "\"source-\((sources.firstIndex(of: source) ?? 0) + 1)\"" }

    private func list(_ texts: [String]) -> String { "[\(texts.map(quoted).joined(separator: ", "))]" }

    private func number(_ value: Double) -> String {
        guard value == value.rounded(), abs(value) <= 1e15 else { return "\(value)" }
        return LaunchValidator.text(value).replacing(",", with: "_")
    }

    /// Returns text as a TOML basic string, in which quotes, backslashes and control characters are escaped.
    private func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
