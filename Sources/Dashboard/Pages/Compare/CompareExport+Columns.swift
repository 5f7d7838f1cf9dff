import Growth
import Market

/// The tables of a comparison. Rows are launches by index, days since the origin of the alignment, or comparisons of two launches.
extension CompareExport {
    /// A launch, by its index, and a value that compares it with the first launch.
    typealias Compared<Value> = (index: Int, value: Value)

    /// Returns a JSON object with a value for each launch, keyed by launch id.
    func keyed(_ value: (Int) -> JSONText) -> JSONText {
        .object(report.launches.indices.map { (report.launches[$0].id, value($0)) })
    }

    /// Returns the value of a range whose bounds are equal; `null` if only bounds are known.
    private static func exact(_ range: ClosedRange<Double>?) -> JSONText {
        guard let range, range.lowerBound == range.upperBound else { return .null }
        return .of(range.lowerBound)
    }

    static func json(_ range: ClosedRange<Double>?) -> JSONText {
        range.map { .list([.of($0.lowerBound), .of($0.upperBound)]) } ?? .null
    }

    // MARK: Launches

    var launchColumn: Column<Int> {
        let (launches, curves) = (report.launches, report.curves)
        return .hidden.field("id") { .text(launches[$0].id) }
            .field("name") { .text(curves[$0].name) }
            .field("app") { .text(launches[$0].app.text) }
            .field("day0") { .of(launches[$0].day0) }
            .field("origin") { launches[$0].missingOrigin == nil ? .of(curves[$0].origin) : .null }
            .field("absence") { .of(launches[$0].missingOrigin?.reason) }
            .field("measure") { curves[$0].home?.json ?? .null }
            .field("kind") { .of(curves[$0].own?.kind.rawValue) }
            .field("series") { .of(curves[$0].own?.series) }
            .field("sources") { .list((curves[$0].own?.sources ?? []).map { .text($0) }) }
    }

    // MARK: Days

    /// Returns the columns of the table with a row per day. JSON contains totals and daily values with their bounds;
    /// CSV contains only the values of the current view.
    func dayColumns(_ totals: [LaunchTotals?]) -> [Column<Int>] {
        let day = Column<Int>.hidden.field("day") { .of($0) }
            .field("values", .json) { day in keyed { Self.exact(totals[$0]?.total(atEndOf: day)) } }
            .field("ranges", .json) { day in keyed { Self.json(totals[$0]?.total(atEndOf: day)) } }
            .field("daily", .json) { day in keyed { Self.exact(totals[$0]?.added(on: day)) } }
            .field("dailyRanges", .json) { day in keyed { Self.json(totals[$0]?.added(on: day)) } }
        return [day] + report.launches.indices.map { launchColumn($0, totals[$0]) }
    }

    /// Returns the CSV fields of a launch's total or daily value, with its bounds and scope.
    private func launchColumn(_ index: Int, _ totals: LaunchTotals?) -> Column<Int> {
        let (id, isByDay) = (report.launches[index].id, view == .daily)
        let name = isByDay ? "\(id) daily" : id
        func range(_ day: Int) -> ClosedRange<Double>? {
            isByDay ? totals?.added(on: day) : totals?.total(atEndOf: day)
        }
        return .hidden.field(name, .csv) { Self.exact(range($0)) }
            .field("\(name) minimum", .csv) { .of(range($0)?.lowerBound) }
            .field("\(name) maximum", .csv) { .of(range($0)?.upperBound) }
            .field("\(id) scope", .csv) { _ in .of(totals.map { CompareReport.label($0.measure) }) }
    }

    // MARK: Ranks

    /// The columns of the table with each launch's best rank per day in the compared chart.
    var rankColumns: [Column<Int>] {
        func best(_ index: Int, _ day: Int) -> JSONText {
            .of(bestRanks[index].indices.contains(day) ? bestRanks[index][day]?.value : nil)
        }
        let day = Column<Int>.hidden.field("day") { .of($0) }
            .field("best", .json) { day in keyed { best($0, day) } }
        return [day]
            + report.launches.indices.map { index in
                .hidden.field("\(report.launches[index].id) rank", .csv) { best(index, $0) }
            }
    }

    // MARK: Comparisons with the first launch

    var ratioColumn: Column<Compared<(age: Int, ratio: LaunchComparison.Ratio)>> {
        .hidden.field("id") { .text(report.launches[$0.index].id) }
            .field("of") { _ in .text(report.launches[0].id) }
            .field("days") { .of($0.value.age) }
            .field("day") { .of($0.value.age - 1) }
            .field("ratio") { Self.exact($0.value.ratio.range) }
            .field("range") { Self.json($0.value.ratio.range) }
            .field("total") { Self.json($0.value.ratio.total) }
            .field("first") { Self.json($0.value.ratio.first) }
            .field("measure") { $0.value.ratio.measure.json }
            .field("oneModel") { .bool($0.value.ratio.isOneModel) }
            .field("kind") { _ in .text(FigureKind.derived.rawValue) }
    }

    private func pairColumn<Value>(by what: String, age: @escaping (Value) -> Int64) -> Column<Compared<Value>> {
        .hidden.field("id") { _ in .text(report.launches[0].id) }
            .field("against") { .text(report.launches[$0.index].id) }
            .field("by") { _ in .text(what) }
            .field("age") { .text(CompareReport.text(age: age($0.value))) }
            .field("ageHours") { .of(Double(age($0.value)) / 3600) }
    }

    var leadColumns: [Column<Compared<LaunchLead>>] {
        [
            pairColumn(by: "total") { $0.age },
            .hidden.field("measure") { $0.value.measure.json }
                .field("total") { Self.json($0.value.mine) }
                .field("other") { Self.json($0.value.theirs) }
                .field("ahead") { Self.json($0.value.ahead) }
                .field("share") { Self.json($0.value.ahead.map { 1 + $0.lowerBound...1 + $0.upperBound }) },
            .hidden.field("hoursAhead") { lead in
                lead.value.hours.map { .list([.of($0.minimum), .of($0.maximum)]) } ?? .null
            }
            .field("extrapolated") { .bool($0.value.projectedFrom != nil) }
            .field("oneModel") { .bool($0.value.isOneModel) }
            .field("kind") { _ in .text(FigureKind.derived.rawValue) },
        ]
    }

    var rankLeadColumns: [Column<Compared<RankLead>>] {
        [
            pairColumn(by: "rank") { $0.age },
            .hidden.field("chart") { $0.value.chart.json }
                .field("rank") { .of($0.value.mine?.value) }
                .field("other") { .of($0.value.theirs?.value) }
                .field("otherReachedAfterHours") { .of($0.value.theirFirst.map { Double($0) / 3600 }) }
                .field("kind") { _ in .text(FigureKind.observed.rawValue) },
        ]
    }

    // MARK: Library and claims

    static var bandColumn: Column<CohortBand.Age> {
        .hidden.field("days") { .of($0.days) }
            .field("launches") { .of($0.launches) }
            .field("minimum") { json($0.minimum) }
            .field("lowerQuartile") { json($0.lowerQuartile) }
            .field("median") { json($0.median) }
            .field("upperQuartile") { json($0.upperQuartile) }
            .field("maximum") { json($0.maximum) }
    }

    static var claimColumn: Column<(id: String, claim: LaunchCurve.Claim)> {
        .hidden.field("id") { .text($0.id) }
            .field("day") { .of($0.claim.day) }
            .field("value") { .of($0.claim.value) }
            .field("atLeast") { .bool($0.claim.isAtLeast) }
            .field("measure") { $0.claim.measure.json }
            .field("kind") { .text($0.claim.kind.rawValue) }
            .field("source") { .text($0.claim.source) }
    }
}

extension Measure {
    var json: JSONText {
        .object([
            ("metric", .text(metric.rawValue)), ("unit", .text(metric.unit)),
            (
                "scope",
                .object([
                    ("store", .text(scope.stores.map(\.rawValue).joined(separator: "+"))),
                    ("storefronts", scope.storefronts?.json ?? .null),
                ])
            ),
        ])
    }
}
