import Market

/// Holds what a launch file says against itself and against the calendar.
///
/// It refuses what cannot be true: a figure of the future; one from before day 0, unless the launch is a surge or the
/// figure says that its source counts so; a rank in a storefront that did not have the app yet, or no longer; a total that
/// falls; a sum that contradicts its parts. Figures are held against each other only within one series, which is one model at
/// one time; of figures that name a conflict nothing more is asked.
struct LaunchValidator {
    let launch: Launch
    /// The day on which nothing can be later.
    let today: Day
    let reading: LaunchFileReader

    func run(into faults: inout ErrorList) {
        for (figure, place) in zip(launch.observations, reading.figures) {
            if let fault = fault(of: figure, at: place) { faults.note(fault) }
        }
        checkSources(into: &faults)
        checkAvailability(into: &faults)
        checkDelistings(into: &faults)
        checkEvents(into: &faults)
        checkTotals(into: &faults)
        checkSums(into: &faults)
    }

    /// A figure by itself.
    private func fault(of figure: Observation, at place: (table: TOMLReader, element: Int?)) -> IngestError? {
        let key = place.element == nil ? Self.key(of: figure.period, in: place.table) : "values"
        func fault(_ problem: String) -> IngestError { place.table.fault(key, problem, at: place.element) }
        let last = figure.period.lastDay
        if last > today { return fault("\(last.iso8601) is in the future; today is \(today.iso8601)") }
        let first = figure.period.firstDay ?? last
        let mayBeEarly = launch.kind == .surge || figure.beginsEarly || figure.metric == .waitingList
        if first < launch.day0, !mayBeEarly {
            return fault(
                "\(first.iso8601) is before day 0 (\(launch.day0.iso8601)); where the source counts so, say "
                    + "begins-early = true"
            )
        }
        if let chart = figure.chart, let came = arrival(of: chart.store, in: chart.storefront), last < came {
            return fault(
                "the app came to \(chart.store.name) \(chart.storefront.label) on \(came.iso8601), after this rank"
            )
        }
        if let chart = figure.chart, let left = departure(of: chart.store, in: chart.storefront), first > left {
            return fault(
                "the app left \(chart.store.name) \(chart.storefront.label) on \(left.iso8601), before this rank"
            )
        }
        if let bounds = figure.eachBetween, let fault = self.fault(of: bounds, of: figure, in: place.table) {
            return fault
        }
        return nil
    }

    private func fault(of bounds: ClosedRange<Double>, of figure: Observation, in table: TOMLReader) -> IngestError? {
        guard case .days(let days) = figure.period else {
            return table.fault("each-between", "belongs to a sum of days (days, or from and to)")
        }
        let count = Double(days.count)
        let possible = bounds.lowerBound * count...bounds.upperBound * count
        guard !possible.contains(figure.value) else { return nil }
        return table.fault(
            "each-between",
            "\(days.count) such days are \(Self.text(possible.lowerBound)) to \(Self.text(possible.upperBound)), "
                + "and not \(Self.text(figure.value))"
        )
    }

    /// The key that a period stands at.
    static func key(of period: Period, in table: TOMLReader) -> String {
        switch period {
        case .day: "on"
        case .through: "through"
        case .total: "total-on"
        case .within: "within"
        case .days: table.has("days") ? "days" : "to"
        }
    }

    /// When the app came to a storefront, where the file says that it was later than day 0.
    func arrival(of store: Store, in storefront: Storefront) -> Day? {
        if launch.store == store, launch.storefronts.contains(storefront) { return nil }
        return launch.availability.first { $0.stores.contains(store) && $0.storefronts.contains(storefront) }?.day
    }

    private func checkSources(into faults: inout ErrorList) {
        guard let table = try? reading.file.optionalTable("sources") else { return }
        for (key, source) in reading.sources {
            guard let published = LaunchFileReader.firstDay(ofPublication: source.published), published > today,
                let inner = try? table.table(key)
            else { continue }
            faults.note(
                inner.named("source “\(key)”")
                    .fault("published", "\(source.published) is in the future; today is \(today.iso8601)")
            )
        }
    }

    private func checkAvailability(into faults: inout ErrorList) {
        var seen: [String: Day] = [:]
        for (table, entry) in reading.availability {
            if entry.day > today {
                faults.note(table.fault("on", "\(entry.day.iso8601) is in the future; today is \(today.iso8601)"))
            } else if entry.day < launch.day0, launch.kind == .launch {
                faults.note(table.fault("on", "\(entry.day.iso8601) is before day 0 (\(launch.day0.iso8601))"))
            }
            for store in entry.stores {
                for storefront in entry.storefronts {
                    let place = "\(store.name) \(storefront.label)"
                    let known =
                        store == launch.store && launch.storefronts.contains(storefront) ? launch.day0 : seen[place]
                    if let known, known != entry.day {
                        faults.note(
                            table.fault(
                                "storefronts",
                                "\(place) has the app since \(known.iso8601) by this file already"
                            )
                        )
                    }
                    seen[place] = seen[place] ?? entry.day
                }
            }
        }
    }

    private func checkEvents(into faults: inout ErrorList) {
        var reading = reading
        for table in reading.tables("events") {
            guard let day = try? table.has("within") ? table.days("within").last : table.day("on"), day > today else {
                continue
            }
            let key = table.has("within") ? "within" : "on"
            faults.note(table.fault(key, "\(day.iso8601) is in the future; today is \(today.iso8601)"))
        }
    }

    /// A number with its thousands apart.
    static func text(_ value: Double) -> String {
        guard value == value.rounded(), abs(value) < 1e15 else { return "\(value)" }
        var digits = Array(String(Int(abs(value))))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }
}
