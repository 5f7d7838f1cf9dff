import Canvas
import Growth
import Market

extension CompareReport {
    /// "downloads in US", "sign-ups worldwide".
    static func words(_ measure: Measure) -> String {
        let place = measure.scope.label
        let isNamed = measure.scope.storefronts.map { !$0.isEmpty } ?? false
        let stores = measure.scope.stores == [.appStore] ? "" : " (\(Self.stores(measure.scope)))"
        return "\(measure.metric.unit) \(isNamed ? "in " : "")\(place)\(stores)"
    }

    private static func stores(_ scope: Scope) -> String {
        scope.stores.isEmpty ? "store not said" : scope.stores.map(\.name).joined(separator: " and ")
    }

    /// "D+3 h 14", "D+7".
    static func words(age: Int64) -> String {
        let hour = age % Day.secondsPerDay / 3600
        return "D+\(age / Day.secondsPerDay)\(hour > 0 ? " h \(hour)" : "")"
    }

    /// "3 h", "5 d 20 h".
    static func words(hours: Double) -> String {
        let hours = Int64(min(1e9, hours.magnitude).rounded())
        let (days, rest) = hours.quotientAndRemainder(dividingBy: 24)
        return days == 0 ? "\(rest) h" : "\(Figures.grouped(days)) d\(rest > 0 ? " \(rest) h" : "")"
    }

    /// "96 %", "14–69 %".
    static func percent(_ range: ClosedRange<Double>) -> String {
        let (least, most) = (Figures.percent(range.lowerBound), Figures.percent(range.upperBound))
        return least == most ? least : "\(least.dropLast(2))–\(most)"
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
        let names = curves.filter { $0.home == nil }.map(\.name)
        guard names.count > 1, let last = names.last else { return names.map { "\($0) has no totals" } }
        return ["\(names.dropLast().joined(separator: ", ")) and \(last) have no totals"]
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

    /// "at D+7 Sora is 4 % behind ChatGPT: 582,000 against 606,000 downloads in US, by 7 h to 5 d 20 h".
    func ghostSentences(against index: Int) -> [String] {
        guard ghosts.indices.contains(index) else { return [] }
        return [ghosts[index].map { sentence($0, index) }, rankGhosts[index].map { sentence($0, index) }]
            .compactMap { $0 }
    }

    /// Those against all others.
    var ghostSentences: [String] { entrants.indices.dropFirst().flatMap(ghostSentences) }

    private func sentence(_ ghost: LaunchGhost, _ index: Int) -> String {
        let (first, other) = (curves[0], curves[index])
        let reckoned = ghost.isRunning ? FigureKind.derived.mark : ""
        let figures =
            "\(reckoned)\(Figures.range(Self.rounded(ghost.mine))) against "
            + "\(Figures.range(Self.rounded(ghost.theirs))) \(Self.words(ghost.measure))"
        guard let lead = ghost.lead else {
            return "at \(Self.words(age: ghost.age)) \(first.name) has \(figures) of \(other.name)"
        }
        let time = ghost.hours.map { ", \(Self.words($0))" } ?? ""
        return
            "at \(Self.words(age: ghost.age)) \(first.name) is \(Self.words(lead: lead)) \(other.name): \(figures)\(time)"
    }

    /// "8 % ahead of", "3–5 % behind", "between 3 % behind and 5 % ahead of".
    private static func words(lead: ClosedRange<Double>) -> String {
        if lead.lowerBound >= 0 { return "\(percent(lead)) ahead of" }
        let behind = -lead.upperBound ... -lead.lowerBound
        if lead.upperBound <= 0 { return "\(percent(behind)) behind" }
        return "between \(Figures.percent(-lead.lowerBound)) behind and \(Figures.percent(lead.upperBound)) ahead of"
    }

    /// "21 h ahead", "7 h to 5 d 20 h behind", "at least 1 d ahead".
    private static func words(_ hours: LaunchGhost.Lead) -> String {
        guard let most = hours.most else {
            return hours.least >= 0 ? "at least \(words(hours: hours.least)) ahead" : "in hours not known"
        }
        if hours.least.rounded() == most.rounded() {
            return "\(words(hours: most)) \(most < 0 ? "behind" : "ahead")"
        }
        if most <= 0 { return "\(words(hours: most)) to \(words(hours: hours.least)) behind" }
        if hours.least >= 0 { return "\(words(hours: hours.least)) to \(words(hours: most)) ahead" }
        return "between \(words(hours: hours.least)) behind and \(words(hours: most)) ahead"
    }

    private func sentence(_ ghost: RankGhost, _ index: Int) -> String {
        let (first, other) = (curves[0], curves[index])
        func place(_ rank: Rank?) -> String { rank.map { "#\($0.value)" } ?? "off the chart" }
        let reached = ghost.theirFirst.map { ", which came to \(place(ghost.mine)) at \(Self.words(age: $0))" } ?? ""
        return
            "at \(Self.words(age: ghost.age)) \(first.name) is \(place(ghost.mine)) in \(ghost.chart.shortTitle), and "
            + "\(other.name) was \(place(ghost.theirs))\(reached)"
    }

    /// "“≥1,000,000 downloads in CA+US by D5 of Sora: Bill Peebles (OpenAI) on X", beside what makes no curve.
    var claimSentences: [String] {
        curves.flatMap { curve in
            curve.claims.filter { $0.kind == .claim && $0.day < 31 }.map { claim in
                let least = claim.isAtLeast ? "≥" : ""
                return "\(claim.kind.mark)\(least)\(Figures.plain(claim.value)) \(Self.words(claim.measure)) by "
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
        return "library by D\(age.days), \(words(band.measure)): median ~\(Figures.range(rounded(age.median))) of "
            + "\(age.launches) launches, the middle half within \(Figures.range(middle))"
    }
}
