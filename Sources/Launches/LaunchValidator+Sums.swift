import Input
import Market
import TOML

extension LaunchValidator {
    /// The maximum number of figures that are compared in a series.
    private static let comparisonLimit = 1_000

    /// A figure and its position in the file.
    private struct Part {
        var figure: Observation
        var position: (table: TOMLReader, element: Int?)
        var value: Double { figure.value }
        /// The maximum rounding error of the published number.
        var tolerance: Double { LaunchValidator.tolerance(of: figure) }

        func error(_ problem: String) -> InputError {
            position.table.error(position.element == nil ? "value" : "values", problem, at: position.element)
        }

        /// The value and its period, such as "627,000 through 2025-10-06".
        var label: String {
            let period =
                switch figure.period {
                case .day(let day): "on \(day.iso8601)"
                case .through(let day): "through \(day.iso8601)"
                case .total(let day): "in total on \(day.iso8601)"
                case .within(let days): "within \(days.lowerBound.iso8601) to \(days.upperBound.iso8601)"
                case .days(let days): "from \(days[0].iso8601) to \(days[days.count - 1].iso8601)"
                }
            return "\(LaunchValidator.text(figure.value)) \(period)"
        }
    }

    /// Returns the maximum rounding error of a figure, half a unit of its last nonzero digit: 627,000 may have been
    /// 626,500 to 627,500. The error of exact and measured figures is 0.
    static func tolerance(of figure: Observation) -> Double {
        guard figure.kind != .exact, figure.kind != .measured, figure.value > 0 else { return 0 }
        var unit = 1.0
        while unit < figure.value, (figure.value / (unit * 10)).rounded() * unit * 10 == figure.value { unit *= 10 }
        return unit / 2
    }

    /// A metric and series. Figures with the same metric and series can be compared.
    private struct Group: Hashable {
        var metric: Metric
        var series: String
    }

    private var groups: [Group: [Part]] {
        let pairs = zip(launch.observations, reading.figures).compactMap { figure, position -> (Group, Part)? in
            guard let series = figure.series, figure.conflict == nil, figure.kind != .claim, figure.metric != .rank
            else {
                return nil
            }
            return (Group(metric: figure.metric, series: series), Part(figure: figure, position: position))
        }
        return Dictionary(grouping: pairs, by: \.0).mapValues { Array($0.map(\.1).prefix(Self.comparisonLimit)) }
    }

    /// Rejects totals that decrease over time, and different totals for the same day. Only totals with the same scope
    /// are compared.
    func checkTotals(into errors: inout ErrorList) {
        for parts in groups.values {
            for (_, same) in Dictionary(grouping: parts, by: \.figure.scope) {
                for kind in [false, true] {
                    let totals = same.filter { part in
                        switch part.figure.period {
                        case .through: !kind
                        case .total: kind
                        case .day, .days, .within: false
                        }
                    }
                    checkIncrease(
                        of: totals.sorted { $0.figure.period.lastDay < $1.figure.period.lastDay },
                        into: &errors
                    )
                }
            }
        }
    }

    private func checkIncrease(of totals: [Part], into errors: inout ErrorList) {
        var highest: Part?
        for part in totals {
            if let before = highest, !part.figure.isAtLeast {
                let sameDay = before.figure.period.lastDay == part.figure.period.lastDay && !before.figure.isAtLeast
                if part.value < before.value - part.tolerance - before.tolerance {
                    errors.append(part.error("total decreases; it was \(before.label); \(Self.advice)"))
                } else if sameDay, part.value > before.value + part.tolerance + before.tolerance {
                    errors.append(part.error("differs from the total of the same day, \(before.label); \(Self.advice)"))
                }
            }
            if part.value > highest?.value ?? -1 { highest = part }
        }
    }

    private static let advice =
        "use different series, or set the same \"conflict\" in both figures"

    /// Rejects totals that contradict their parts: days, storefronts or stores.
    func checkSums(into errors: inout ErrorList) {
        for (group, parts) in groups where group.metric.addsUp {
            let known = parts.filter { !$0.figure.isAtLeast }
            for whole in known {
                check(whole, overDaysBy: known, into: &errors)
                check(whole, overMarketsBy: known, into: &errors)
            }
        }
    }

    private func days(of figure: Observation) -> Set<Int>? {
        switch figure.period {
        case .day(let day): [day.number]
        case .days(let days): Set(days.map(\.number))
        case .through(let day): day < launch.day0 ? nil : Set(launch.day0.number...day.number)
        case .total, .within: nil
        }
    }

    /// Compares a total over several days with the days and shorter totals within it. Each day is counted once.
    private func check(_ whole: Part, overDaysBy known: [Part], into errors: inout ErrorList) {
        guard let all = days(of: whole.figure), all.count > 1 else { return }
        let inside = known.compactMap { part -> (part: Part, days: Set<Int>)? in
            guard part.figure.scope == whole.figure.scope, let days = days(of: part.figure),
                days.isStrictSubset(of: all)
            else { return nil }
            return (part, days)
        }
        // Both orders are tried: starting with long totals excludes the days within them, and starting with short ones
        // uses every single day.
        for order in [inside.sorted { $0.days.count < $1.days.count }, inside.sorted { $0.days.count > $1.days.count }]
        {
            var covered: Set<Int> = []
            var used: [Part] = []
            for (part, days) in order where covered.isDisjoint(with: days) {
                covered.formUnion(days)
                used.append(part)
            }
            if let error = error(in: whole, parts: used, isComplete: covered == all) { return errors.append(error) }
        }
    }

    /// Compares a total with the sum over its storefronts, and with the sum over its stores, in the same period.
    private func check(_ whole: Part, overMarketsBy known: [Part], into errors: inout ErrorList) {
        let same = known.filter { $0.figure.period == whole.figure.period && $0.figure.scope != whole.figure.scope }
        guard let fronts = whole.figure.scope.storefronts else { return }
        let byFront = disjoint(same.filter { $0.figure.scope.stores == whole.figure.scope.stores }) {
            guard let own = $0.scope.storefronts, !own.isEmpty, fronts.isEmpty || Set(own).isSubset(of: fronts) else {
                return nil
            }
            return Set(own.map(\.code))
        }
        let stores = Set(whole.figure.scope.stores)
        let byStore = disjoint(same.filter { $0.figure.scope.storefronts == fronts && !$0.figure.scope.countsWeb }) {
            let own = Set($0.scope.stores)
            return own.isEmpty || !own.isSubset(of: stores) ? nil : Set(own.map(\.rawValue))
        }
        let hasAllFronts = !fronts.isEmpty && byFront.covered == Set(fronts.map(\.code))
        let hasAllStores = !whole.figure.scope.countsWeb && byStore.covered == Set(stores.map(\.rawValue))
        for (parts, isComplete) in [(byFront.parts, hasAllFronts), (byStore.parts, hasAllStores)] {
            if let error = error(in: whole, parts: parts, isComplete: isComplete) { return errors.append(error) }
        }
    }

    private func disjoint(
        _ parts: [Part],
        by markets: (Observation) -> Set<String>?
    ) -> (parts: [Part], covered: Set<String>) {
        var covered: Set<String> = []
        var used: [Part] = []
        for part in parts {
            guard let own = markets(part.figure), covered.isDisjoint(with: own) else { continue }
            covered.formUnion(own)
            used.append(part)
        }
        return (used, covered)
    }

    private func error(in whole: Part, parts: [Part], isComplete: Bool) -> InputError? {
        guard !parts.isEmpty else { return nil }
        // checkTotals reports decreasing totals.
        if parts.count == 1, case .through = parts[0].figure.period, case .through = whole.figure.period,
            parts[0].figure.scope == whole.figure.scope
        {
            return nil
        }
        let sum = parts.reduce(0) { $0 + $1.value }
        let tolerance = parts.reduce(whole.tolerance) { $0 + $1.tolerance }
        guard sum > whole.value + tolerance || (isComplete && sum < whole.value - tolerance) else { return nil }
        let shown = parts.prefix(4).map(\.label).joined(separator: ", ") + (parts.count > 4 ? ", …" : "")
        return whole.error(
            "\(Self.text(whole.value)) contradicts its parts, which add up to \(Self.text(sum)) (\(shown)); "
                + Self.advice
        )
    }
}
