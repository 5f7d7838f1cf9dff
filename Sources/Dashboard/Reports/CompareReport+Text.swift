import Canvas
import Growth
import Market

extension CompareReport {
    /// "downloads in US", "sign-ups worldwide".
    static func words(_ measure: Measure) -> String {
        let place = measure.scope.label
        let isNamed = measure.scope.storefronts.map { !$0.isEmpty } ?? false
        let isUsual = measure.scope.stores == [.appStore] && !measure.scope.countsWeb
        let stores = isUsual ? "" : " (\(Self.stores(measure.scope)))"
        return "\(measure.metric.unit) \(isNamed ? "in " : "")\(place)\(stores)"
    }

    private static func stores(_ scope: Scope) -> String { scope.outlets.isEmpty ? "store not said" : scope.outlets }

    /// "D+3 h 14", "D+7", and before the origin "D-1 h 6". The last second of a day, from which its figures stand, reads
    /// as its end.
    static func words(age: Int64) -> String {
        let seconds = age.magnitude + (age > 0 ? 1 : 0)
        let hour = seconds % UInt64(Day.secondsPerDay) / 3600
        let sign = age < 0 ? "-" : "+"
        return "D\(sign)\(seconds / UInt64(Day.secondsPerDay))\(hour > 0 ? " h \(hour)" : "")"
    }

    /// "3 h", "5 d 20 h", "less than 1 h".
    static func words(hours: Double) -> String {
        let hours = Int64(min(1e9, hours.magnitude).rounded())
        let (days, rest) = hours.quotientAndRemainder(dividingBy: 24)
        if hours == 0 { return "less than 1 h" }
        return days == 0 ? "\(rest) h" : "\(NumberFormat.grouped(days)) d\(rest > 0 ? " \(rest) h" : "")"
    }

    /// Whether a range is worth its place on the page: one over more than a factor of three, or from nothing, says less
    /// than the figures around it. JSON, CSV and the crosshair have the bounds all the same.
    static func isTelling(_ range: ClosedRange<Double>) -> Bool {
        range.lowerBound > 0 && range.upperBound <= range.lowerBound * 3
    }

    /// "96 %", "96–98 %".
    static func percent(_ range: ClosedRange<Double>) -> String {
        let (least, most) = (NumberFormat.percent(range.lowerBound), NumberFormat.percent(range.upperBound))
        return least == most ? least : "\(least.dropLast(2))–\(most)"
    }

    /// Who has no place on the axis because it never came to what the launches are aligned at, and what must be known of
    /// the others' origins.
    var originSentences: [String] {
        guard alignment != .day0 else { return [] }
        let isWithin = zip(entrants, curves).contains {
            $0.absence == nil && $1.home != nil && $0.origin.secondOfDay > 0
        }
        return entrants.compactMap { $0.absence.map { "not on the axis: \($0.sentence)" } ?? $0.note }
            + (isWithin ? ["totals are of whole days: they begin with the day of \(alignment.label)"] : [])
    }

    /// Where the launches count differently, and by what they compare nevertheless.
    var remarks: [String] {
        entrants.indices.dropFirst().compactMap { index in
            guard let pair = comparison.pairs[index] else { return nil }
            let (first, other) = (curves[0], curves[index])
            switch pair.likeness {
            case .alike: return models(pair, first, other)
            case .scopesDiffer: return "\(scopes(first, other)): \(compared(pair))"
            case .metricsDiffer:
                guard let mine = first.home, let theirs = other.home else { return nil }
                return "\(first.name) has \(Self.words(mine)), \(other.name) \(Self.words(theirs)): \(compared(pair))"
            case .unknown: return nil
            }
        } + bare
    }

    /// Those that nobody published or counted anything of.
    private var bare: [String] {
        let names = zip(entrants, curves).filter { $0.absence == nil && $1.home == nil }.map(\.1.name)
        let since = alignment == .day0 ? "" : " since then"
        guard names.count > 1, let last = names.last else { return names.map { "\($0) has no totals\(since)" } }
        return ["\(names.dropLast().joined(separator: ", ")) and \(last) have no totals\(since)"]
    }

    private func scopes(_ first: LaunchCurve, _ other: LaunchCurve) -> String {
        guard let mine = first.home?.scope, let theirs = other.home?.scope else { return "" }
        let areOfOneStore = mine.stores == theirs.stores
        func place(_ scope: Scope) -> String { scope.label + (areOfOneStore ? "" : " on \(Self.stores(scope))") }
        return "\(first.name)'s figures are of \(place(mine)), \(other.name)'s of \(place(theirs))"
    }

    private func compared(_ pair: LaunchComparison.Pair) -> String {
        guard let measure = pair.measure else { return "not to be compared" }
        return "compared by \(Self.words(measure)) only\(pair.isOneModel ? "" : ", of different models")"
    }

    private func models(_ pair: LaunchComparison.Pair, _ first: LaunchCurve, _ other: LaunchCurve) -> String? {
        guard !pair.isOneModel else { return nil }
        let series = [first.own?.series, other.own?.series].map { $0 ?? "a model not named" }
        guard series[0] != series[1] else { return nil }
        return "\(first.name) and \(other.name) are of different models (\(series[0]), \(series[1])): ratios are rough"
    }

    /// "“≥1,000,000 downloads in CA+US by D5 of Sora: Bill Peebles (OpenAI) on X", beside what makes no curve.
    var claimSentences: [String] {
        curves.flatMap { curve in
            curve.claims.filter { $0.kind == .claim && $0.day < 31 }.map { claim in
                let least = claim.isAtLeast ? "≥" : ""
                return "\(claim.kind.mark)\(least)\(NumberFormat.plain(claim.value)) \(Self.words(claim.measure)) by "
                    + "D\(claim.day + 1) of \(curve.name): \(claim.source)"
            }
        }
    }

    /// Whole downloads, from the least to the most.
    static func rounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
        range.lowerBound.rounded()...range.upperBound.rounded()
    }

    /// "library by D7, downloads in US: median ~606,000 of 4 launches, the middle half within 400,000–700,000"; `nil`
    /// without a cohort.
    static func words(_ band: CohortBand) -> String? {
        guard let age = LaunchComparison.ages.reversed().lazy.compactMap({ band.age($0) }).first else { return nil }
        let middle = age.lowerQuartile.lowerBound.rounded()...age.upperQuartile.upperBound.rounded()
        return "library by D\(age.days), \(words(band.measure)): median ~\(NumberFormat.range(rounded(age.median))) of "
            + "\(age.launches) launches, the middle half within \(NumberFormat.range(middle))"
    }
}
