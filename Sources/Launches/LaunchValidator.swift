import Input
import Market
import TOML

/// A type that validates the figures and dates of a launch file.
///
/// It rejects:
/// - dates in the future
/// - figures before day 0, except in a surge, for waiting lists, and with `begins-early`
/// - ranks in storefronts where the app wasn't available at the time
/// - contradictory dates of availability and delisting
/// - totals that decrease or contradict their parts
///
/// Figures are compared only within a series, and never if they name a conflict.
struct LaunchValidator {
    let launch: Launch
    /// The current day.
    let today: Day
    let reading: LaunchFileReader

    func run(into errors: inout ErrorList) {
        for (figure, position) in zip(launch.observations, reading.figures) {
            if let error = error(in: figure, at: position) { errors.append(error) }
        }
        checkSources(into: &errors)
        checkAvailability(into: &errors)
        checkDelistings(into: &errors)
        checkEvents(into: &errors)
        checkTotals(into: &errors)
        checkSums(into: &errors)
    }

    /// Returns the error in a single figure, or `nil` if the figure is valid by itself.
    private func error(in figure: Observation, at position: (table: TOMLReader, element: Int?)) -> InputError? {
        let key = position.element == nil ? Self.key(of: figure.period, in: position.table) : "values"
        func error(_ problem: String) -> InputError { position.table.error(key, problem, at: position.element) }
        let last = figure.period.lastDay
        if last > today { return error("\(last.iso8601) is in the future; today is \(today.iso8601)") }
        let first = figure.period.firstDay ?? last
        let mayBeEarly = launch.kind == .surge || figure.beginsEarly || figure.metric == .waitingList
        if first < launch.day0, !mayBeEarly {
            return error(
                "\(first.iso8601) is before day 0 (\(launch.day0.iso8601)); if the source counts from then, add "
                    + "begins-early = true"
            )
        }
        if let chart = figure.chart, let came = arrival(of: chart.store, in: chart.storefront), last < came {
            return error(
                "the app was not available on \(chart.store.name) \(chart.storefront.label) until \(came.iso8601)"
            )
        }
        if let chart = figure.chart, let left = departure(of: chart.store, in: chart.storefront), first > left {
            return error(
                "the app was delisted on \(chart.store.name) \(chart.storefront.label) on \(left.iso8601)"
            )
        }
        return figure.eachBetween.flatMap { self.error(in: $0, of: figure, in: position.table) }
    }

    private func error(in bounds: ClosedRange<Double>, of figure: Observation, in table: TOMLReader) -> InputError? {
        guard case .days(let days) = figure.period else {
            return table.error("each-between", "only allowed for totals over several days (days, or from and to)")
        }
        let count = Double(days.count)
        let possible = bounds.lowerBound * count...bounds.upperBound * count
        guard !possible.contains(figure.value) else { return nil }
        return table.error(
            "each-between",
            "allows \(Self.text(possible.lowerBound)) to \(Self.text(possible.upperBound)) for \(days.count) days, "
                + "but the value is \(Self.text(figure.value))"
        )
    }

    /// Returns the key that sets a period in a table.
    static func key(of period: Period, in table: TOMLReader) -> String {
        switch period {
        case .day: "on"
        case .through: "through"
        case .total: "total-on"
        case .within: "within"
        case .days: table.has("days") ? "days" : "to"
        }
    }

    /// Returns the day on which the app became available in a storefront; `nil` if it was available on day 0, or if the
    /// file doesn't state the day for this storefront.
    func arrival(of store: Store, in storefront: Storefront) -> Day? {
        func includes(_ storefronts: [Storefront]) -> Bool { storefronts.isEmpty || storefronts.contains(storefront) }
        if launch.store == store, includes(launch.storefronts) { return nil }
        return launch.availability.first { $0.stores.contains(store) && includes($0.storefronts) }?.day
    }

    private func checkSources(into errors: inout ErrorList) {
        guard let table = try? reading.file.optionalTable("sources") else { return }
        for (key, source) in reading.sources {
            guard let published = LaunchFileReader.firstDay(ofPublication: source.published), published > today,
                let inner = try? table.table(key)
            else { continue }
            errors.append(
                inner.named("source \(key)")
                    .error("published", "\(source.published) is in the future; today is \(today.iso8601)")
            )
        }
    }

    private func checkAvailability(into errors: inout ErrorList) {
        var seen: [String: Day] = [:]
        for (table, entry) in reading.availability {
            if entry.day > today {
                errors.append(table.error("on", "\(entry.day.iso8601) is in the future; today is \(today.iso8601)"))
            } else if entry.day < launch.day0, launch.kind == .launch {
                errors.append(table.error("on", "\(entry.day.iso8601) is before day 0 (\(launch.day0.iso8601))"))
            }
            for store in entry.stores {
                for storefront in entry.storefronts {
                    let label = "\(store.name) \(storefront.label)"
                    let known =
                        store == launch.store && launch.storefronts.contains(storefront) ? launch.day0 : seen[label]
                    if let known, known != entry.day {
                        errors.append(
                            table.error(
                                "storefronts",
                                "the app has been available on \(label) since \(known.iso8601)"
                            )
                        )
                    }
                    seen[label] = seen[label] ?? entry.day
                }
            }
        }
    }

    private func checkEvents(into errors: inout ErrorList) {
        var reading = reading
        for table in reading.tables("events") {
            guard let day = try? table.has("within") ? table.days("within").last : table.day("on"), day > today else {
                continue
            }
            let key = table.has("within") ? "within" : "on"
            errors.append(table.error(key, "\(day.iso8601) is in the future; today is \(today.iso8601)"))
        }
    }

    /// Returns a number with thousands separators.
    static func text(_ value: Double) -> String {
        guard value == value.rounded(), abs(value) < 1e15 else { return "\(value)" }
        var digits = Array(String(Int(abs(value))))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }
}
