import Canvas
import Growth
import Market

extension CompareReport {
    /// Returns a measure's label: "downloads in US", "sign-ups worldwide".
    static func label(_ measure: Measure) -> String {
        let area = measure.scope.label
        let isNamed = measure.scope.storefronts.map { !$0.isEmpty } ?? false
        let isUsual = measure.scope.stores == [.appStore] && !measure.scope.countsWeb
        let stores = isUsual ? "" : " (\(Self.stores(measure.scope)))"
        return "\(measure.metric.unit) \(isNamed ? "in " : "")\(area)\(stores)"
    }

    private static func stores(_ scope: Scope) -> String { scope.outlets.isEmpty ? "store unknown" : scope.outlets }

    /// Returns an age as a day: "day 3, 14 h", "day 7". Days are counted as in ``LaunchStart``, from the origin.
    static func text(age: Int64) -> String {
        let day = age.dividedRoundingDown(by: Day.secondsPerDay)
        let hour = (age - day * Day.secondsPerDay) / 3600
        return "day \(day)\(hour > 0 ? ", \(hour) h" : "")"
    }

    /// Returns an age as a duration: "7 days", "3 days 14 h", "14 h".
    static func text(duration: Int64) -> String {
        let (days, rest) = max(0, duration).quotientAndRemainder(dividingBy: Day.secondsPerDay)
        let hour = rest / 3600
        let parts = [days > 0 ? NumberFormat.count(Int(days), "day") : nil, hour > 0 || days == 0 ? "\(hour) h" : nil]
        return parts.compactMap { $0 }.joined(separator: " ")
    }

    /// Returns a duration in hours as text, without its sign: "3 h", "5 d 20 h", "less than 1 h".
    static func text(hours: Double) -> String {
        let hours = Int64(min(1e9, hours.magnitude).rounded())
        let (days, rest) = hours.quotientAndRemainder(dividingBy: 24)
        if hours == 0 { return "less than 1 h" }
        return days == 0 ? "\(rest) h" : "\(NumberFormat.grouped(days)) d\(rest > 0 ? " \(rest) h" : "")"
    }

    /// Returns whether a range is narrow enough to show: above zero and within a factor of three. JSON, CSV and the
    /// crosshair also contain the bounds of wider ranges.
    static func isInformative(_ range: ClosedRange<Double>) -> Bool {
        range.lowerBound > 0 && range.upperBound <= range.lowerBound * 3
    }

    /// The share from which a multiple is shown instead of a percentage.
    private static let leastMultiple = 10.0

    /// Returns a range of shares as percentages: "96%", "96–98%"; shares of 1,000% and more as multiples: "×261".
    static func percent(_ range: ClosedRange<Double>) -> String {
        if range.lowerBound >= leastMultiple {
            let (minimum, maximum) = (NumberFormat.tenths(range.lowerBound), NumberFormat.tenths(range.upperBound))
            return "×\(minimum)\(minimum == maximum ? "" : "–\(maximum)")"
        }
        let (minimum, maximum) = (NumberFormat.percent(range.lowerBound), NumberFormat.percent(range.upperBound))
        return minimum == maximum ? minimum : "\(minimum.dropLast())–\(maximum)"
    }

    /// Notes on the launches that begin after the instant and therefore have no data yet: "Threads launched later (Jul
    /// 5, 2023)".
    var laterNotes: [String] {
        launches.filter { $0.day0 > instant }.map { "\($0.name.full) launched later (\(TimeFormat.long($0.day0.day)))" }
    }

    /// Notes on the alignment and on charts in different editions.
    var caveats: [String] { originNotes + [editionNote].compactMap { $0 } }

    /// A note that ranks are compared although only some of the charts include games; `nil` if all are in one edition.
    private var editionNote: String? {
        guard let chart else { return nil }
        let ranked = launches.indices.filter { histories[$0] != nil }
        let byEdition = Dictionary(grouping: ranked) { launches[$0].counterpart(of: chart)?.edition ?? chart.edition }
        guard let with = byEdition[.all], let without = byEdition[.withoutGames] else { return nil }
        func names(_ indices: [Int]) -> String { TextList.and(indices.map { curves[$0].name }) }
        return
            "\(Symbol.conflict) ranks of \(names(with)) are among all apps, those of \(names(without)) among all but games"
    }

    /// Notes on the launches that can't be aligned, and on the origins of the other launches; empty if the launches are
    /// aligned at day 0.
    private var originNotes: [String] {
        let isWithin = zip(launches, curves).contains {
            $0.missingOrigin == nil && $1.home != nil && $0.origin.secondOfDay > 0
        }
        guard alignment != .day0 else {
            return isWithin
                ? ["downloads count from 00:00 UTC on the day of the launch, ranks from the time of the launch"] : []
        }
        return launches.compactMap { $0.missingOrigin.map { "not aligned: \($0.reason)" } ?? $0.note }
            + (isWithin ? ["totals count whole days from the day of \(alignment.label)"] : [])
    }

    /// Returns notes on differences in what the launches count, and on the measures used to compare them.
    ///
    /// - Parameter explained: The launches for which another line explains why there are no comparable totals.
    func differences(except explained: Set<Int> = []) -> [String] {
        launches.indices.dropFirst().filter { !explained.contains($0) }.compactMap { index in
            guard let pair = comparison.pairs[index] else { return nil }
            let (first, other) = (curves[0], curves[index])
            switch pair.likeness {
            case .alike: return models(pair, first, other)
            case .scopesDiffer: return "\(scopes(first, other)); \(compared(pair))"
            case .metricsDiffer:
                guard let mine = first.home, let theirs = other.home else { return nil }
                return "\(measures(of: 0, mine, of: index, theirs)); \(compared(pair))"
            case .unknown: return nil
            }
        } + withoutTotals
    }

    /// Returns what the figures of two launches measure: "Sora's figures are downloads in CA+US, ChatGPT's are downloads in
    /// US".
    func measures(of first: Int, _ mine: Measure, of other: Int, _ theirs: Measure) -> String {
        let (mine, theirs) = (Self.label(mine), Self.label(theirs))
        return "\(curves[first].name)'s figures are \(mine), \(curves[other].name)'s are \(theirs)"
    }

    /// A note on the launches without published or counted figures; empty if there are none. Launches whose counts are all
    /// from before the launch are explained by the missing lead.
    private var withoutTotals: [String] {
        let names = zip(launches, curves)
            .filter { $0.missingOrigin == nil && $1.home == nil && !(launches.count > 1 && $0.hasOnlyEarlierCounts) }
            .map(\.1.name)
        let since = alignment == .day0 ? "" : " since \(alignment.label)"
        guard names.count > 1, let last = names.last else { return names.map { "\($0): no totals\(since)" } }
        return ["\(names.dropLast().joined(separator: ", ")) and \(last): no totals\(since)"]
    }

    private func scopes(_ first: LaunchCurve, _ other: LaunchCurve) -> String {
        guard let mine = first.home?.scope, let theirs = other.home?.scope else { return "" }
        let haveSameStores = mine.stores == theirs.stores
        func label(_ scope: Scope) -> String { scope.label + (haveSameStores ? "" : " on \(Self.stores(scope))") }
        return "\(first.name): \(label(mine)), \(other.name): \(label(theirs))"
    }

    private func compared(_ pair: LaunchComparison.Pair) -> String {
        guard let measure = pair.measure else { return "no common measure" }
        return "compared by \(Self.label(measure)) only\(pair.isOneModel ? "" : ", from different models")"
    }

    private func models(_ pair: LaunchComparison.Pair, _ first: LaunchCurve, _ other: LaunchCurve) -> String? {
        guard !pair.isOneModel else { return nil }
        let series = [first.own?.series, other.own?.series].map { $0 ?? "unnamed model" }
        guard series[0] != series[1] else { return nil }
        return
            "\(first.name) and \(other.name) use different models (\(series[0]), \(series[1])); ratios are approximate"
    }

    /// The claims with their publishers: "“≥1,000,000 downloads in CA+US by day 4, Sora: Bill Peebles (OpenAI) on X".
    var claimLines: [String] {
        curves.flatMap { curve in
            curve.claims.filter { $0.kind == .claim && $0.day < 31 }.map { claim in
                let minimum = claim.isAtLeast ? "≥" : ""
                return "\(claim.kind.mark)\(minimum)\(NumberFormat.plain(claim.value)) \(Self.label(claim.measure)) by "
                    + "day \(claim.day), \(curve.name): \(claim.source)"
            }
        }
    }

    /// Returns a range with both bounds rounded to whole numbers.
    static func rounded(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
        range.lowerBound.rounded()...range.upperBound.rounded()
    }

    /// Returns a summary of the library's distribution: "library after 7 days, downloads in US: median ~606,000 of 4
    /// launches, quartiles 400,000–700,000"; `nil` without a cohort.
    static func text(_ band: CohortBand) -> String? {
        guard let age = LaunchComparison.ages.reversed().lazy.compactMap({ band.age($0) }).first else { return nil }
        let middle = age.lowerQuartile.lowerBound.rounded()...age.upperQuartile.upperBound.rounded()
        return
            "library after \(NumberFormat.count(age.days, "day")), \(label(band.measure)): median ~\(NumberFormat.range(rounded(age.median))) of "
            + "\(age.launches) launches, quartiles \(NumberFormat.range(middle))"
    }
}
