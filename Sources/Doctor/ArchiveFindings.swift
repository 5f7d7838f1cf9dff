import Archive
import Collector
import Foundation
import Input
import Market
import Settings
import TimeSeries

/// Functions that check an archive for damage, and for data that earlier versions stored or counted incorrectly.
enum ArchiveFindings {
    /// Maximum number of examples listed for each problem.
    private static let exampleLimit = 3

    static func findings(_ path: String, _ configuration: Configuration) -> [Finding] {
        if EngineAddress.isAddress(path) {
            return [EngineFindings.finding("archive", path, SourceLoader.problem(withEngine: path, configuration))]
        }
        guard FileManager.default.fileExists(atPath: path) else {
            return [Finding(.ok, "archive", "none yet at \(path); launchtop watch creates it")]
        }
        do throws(ArchiveError) {
            let reader = try ArchiveReader(path)
            let charts = try reader.charts()
            let end = try reader.lastSeen().map { ", last seen \($0.iso8601)" } ?? ""
            let catalog = try reader.catalog()
            return [Finding(.ok, "archive", "\(path): \(NumberFormat.count(charts.count, "chart"))\(end)")]
                + catalog.problems.map { Finding(.problem, "archive", $0.problem) }
                + reader.warnings.map { Finding(.problem, "archive", $0.description) }
                + [
                    invalidApps(catalog), invalidCharts(charts), changedTotals(catalog.counts),
                    try reader.replicationState().map(replication),
                ].compactMap { $0 }
        } catch {
            return [Finding(error.reason == .locked ? .notice : .problem, "archive", error.description)]
        }
    }

    /// Returns a finding about app ids that no store assigns, such as numbers rounded by a spreadsheet; `nil` if there
    /// are none. Several apps may be merged under such an id.
    private static func invalidApps(_ catalog: ArchiveCatalog) -> Finding? {
        let invalid = catalog.apps.compactMap { number, app -> String? in
            guard !app.isPlaceholder, let store = catalog.stores[number] else { return nil }
            let parsed = try? AppID.parse(app.text, in: store)
            return parsed == app ? nil : app.text
        }
        guard !invalid.isEmpty else { return nil }
        return Finding(
            .problem,
            "archive",
            "\(NumberFormat.count(invalid.count, "invalid app id")) (\(examples(invalid))): several apps may be stored as one; "
                + "import the original files into a new archive"
        )
    }

    /// Returns a finding about charts with an unknown storefront or genre; `nil` if there are none. Their snapshots are
    /// stored separately from those of the correct charts.
    private static func invalidCharts(_ charts: [Chart]) -> Finding? {
        let invalid = charts.filter { !isValid($0) }
        guard !invalid.isEmpty else { return nil }
        let names = invalid.sorted().map {
            "\($0.storefront.code)/\($0.kind.slug)\($0.genre.map { "/\($0.id)" } ?? "")"
        }
        return Finding(
            .problem,
            "archive",
            "\(NumberFormat.count(invalid.count, "chart")) with an unknown storefront or genre (\(examples(names))): import "
                + "the original files into a new archive"
        )
    }

    private static func isValid(_ chart: Chart) -> Bool {
        do throws(InvalidText) {
            let storefront = try Storefront.parse(chart.storefront.code, in: chart.store)
            let genre = try Genre.parse(chart.genre?.id ?? "", in: chart.store)
            return storefront == chart.storefront && genre == chart.genre
        } catch {
            return false
        }
    }

    /// Returns a finding about counters whose totals were wrong in earlier versions; `nil` if there are none. Earlier
    /// versions dropped a report if a later report covered one of its days.
    private static func changedTotals(_ counts: [(counter: Counter, count: Count)]) -> Finding? {
        let changed = Dictionary(grouping: counts, by: \.counter).compactMap { counter, counts -> String? in
            let before = OverwritingCounter(counts.map(\.count)).total
            guard
                let total = CounterSeries(
                    counts.map { .init(days: $0.count.days.map(\.number), value: $0.count.value) }
                ).total?.value, total != before...before
            else { return nil }
            let now =
                total.lowerBound == total.upperBound
                ? NumberFormat.grouped(total.lowerBound)
                : "\(NumberFormat.grouped(total.lowerBound))–\(NumberFormat.grouped(total.upperBound))"
            return "app \(counter.app.text), \(counter.scope.label): \(NumberFormat.grouped(before)) before, now \(now)"
        }
        guard !changed.isEmpty else { return nil }
        return Finding(
            .notice,
            "archive",
            "\(NumberFormat.count(changed.count, "download count")) with overlapping periods: earlier versions showed a wrong "
                + "total (\(examples(changed, separator: "; "))); no data was lost, no action needed"
        )
    }

    /// Returns a finding about what hasn't been sent to an engine.
    private static func replication(_ state: ReplicationState) -> Finding {
        let last = state.sentAt.map { "last sent \($0.iso8601)" } ?? "nothing sent yet"
        guard !state.isComplete else {
            return Finding(.ok, "replicate", "\(state.destination): everything sent, \(last)")
        }
        let unsent = [
            (state.unsentCharts, "chart"), (state.unsentRows, "other row"),
        ].filter { $0.0 > 0 }.map { NumberFormat.count($0.0, $0.1) }.joined(separator: " and ")
        return Finding(
            .notice,
            "replicate",
            "\(state.destination): not sent yet: \(unsent); \(last); launchtop record sends them, and launchtop engine check "
                + "tests the connection"
        )
    }

    private static func examples(_ all: [String], separator: String = ", ") -> String {
        let some = all.sorted().prefix(exampleLimit).map { String($0.prefix(80)) }
        return some.joined(separator: separator) + (all.count > exampleLimit ? ", …" : "")
    }
}

/// The counts as earlier versions stored them: each count replaced any earlier one that shared a day with it.
private struct OverwritingCounter {
    private var counts: [Int: Count] = [:]
    private var owners: [Day: Int] = [:]

    init(_ all: [Count]) {
        for (number, count) in all.enumerated() {
            for owner in Set(count.days.compactMap { owners[$0] }) {
                for day in counts.removeValue(forKey: owner)?.days ?? [] { owners[day] = nil }
            }
            counts[number] = count
            for day in count.days { owners[day] = number }
        }
    }

    var total: Int64 { counts.values.reduce(0) { $0 &+ $1.value } }
}
