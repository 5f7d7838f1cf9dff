import AppStoreConnect
import Formats
import Foundation
import Input
package import Market
package import Settings
package import Transport

/// A type that polls a source with a single request and describes the result. Nothing is stored.
package struct SourceTest: Sendable {
    /// The result of a test, as lines of text.
    package struct Outcome: Hashable, Sendable {
        /// The error; `nil` if the source works.
        package var error: String?
        /// What was received, what it costs and what is missing, as pairs of a label and a text.
        package var facts: [Fact] = []

        package init(error: String? = nil) { self.error = error }

        /// Returns the result as lines: a heading with the source's label, and one line for each fact.
        package func text(of label: String) -> String {
            let problem = error.map { $0.hasPrefix("\(label): ") ? String($0.dropFirst(label.count + 2)) : $0 }
            let lines = ([problem.map { Fact(label: "error", text: $0) }].compactMap { $0 } + facts).map { fact in
                "  \(fact.label)\(String(repeating: " ", count: max(1, 12 - fact.label.count)))\(fact.text)"
            }
            return (["\(label): \(error == nil ? "OK" : "failed")"] + lines).joined(separator: "\n")
        }
    }

    /// A labeled text.
    package struct Fact: Hashable, Sendable {
        package var label: String
        package var text: String
    }

    private let source: ResolvedSource
    private let watchlist: Set<AppID>
    private let polling: PollingSettings
    /// What the source has read according to the archive.
    private let state: String?
    private let transport: any Transport

    /// Creates a test.
    ///
    /// - Parameters:
    ///   - watchlist: The apps whose listings or reviews are read.
    ///   - archive: The archive whose contents are compared with what the source can provide; `nil` if there is none.
    package init(
        _ source: ResolvedSource,
        watchlist: Set<AppID>,
        polling: PollingSettings,
        archive: String?,
        transport: any Transport = WebTransport.forSources()
    ) {
        self.source = source
        self.watchlist = watchlist
        self.polling = polling
        self.transport = transport
        state = archive.flatMap { SourceLoader.state(of: source, in: $0) }
    }

    /// Polls the source with one request, or reads a file or the first files of a folder.
    package func run(now: Timestamp) async -> Outcome {
        // Without its state, a source that has everything sends a request, too.
        var reader = SourceReader(source, transport: transport, state: nil)
        reader.watchlist = watchlist
        let reading = await reader.read(now: now)
        var outcome = Outcome()
        let hasFailed = reading.readable == 0 || (reading.documents == 0 && !reading.problems.isEmpty)
        let error = hasFailed ? reading.problems.first : nil
        outcome.error = error?.description
        if error == nil { outcome.facts.append(Fact(label: "received", text: received(reading))) }
        outcome.facts += transfer(reading) + limits(reading)
        outcome.facts += missing(reading, at: now).map { Fact(label: "missing", text: $0) }
        outcome.facts += reading.problems.filter { $0 != error }.grouped.prefix(Self.warningLimit).map {
            Fact(label: "warning", text: $0.description)
        }
        return outcome
    }

    /// The maximum number of warnings to show.
    private static let warningLimit = 5

    private func received(_ reading: SourceReader.Reading) -> String {
        let whole = reading.charts.filter { !$0.hasOwnTime }.map(\.snapshot)
        var parts = whole.prefix(3).map { snapshot in
            "\(NumberFormat.entries(snapshot.entries.count)) of \(snapshot.chart.title)"
        }
        if whole.count > 3 { parts.append("\(whole.count - 3) more snapshots") }
        parts += [Self.series(reading.charts.filter(\.hasOwnTime).map(\.snapshot))].compactMap { $0 }
        if let days = Self.days(of: reading.counts) {
            parts.append("\(NumberFormat.count(reading.counts.count, "count")) of \(days)")
        }
        if !reading.listings.isEmpty { parts.append("ratings of \(NumberFormat.count(reading.listings.count, "app"))") }
        if let reviews = reading.reviews { parts.append(NumberFormat.count(reviews.count, "review")) }
        parts += [reading.answer].compactMap { $0 }
        guard parts.isEmpty else { return parts.joined(separator: ", ") }
        return reading.documents > 0 ? "an answer without data" : "nothing was requested"
    }

    private func transfer(_ reading: SourceReader.Reading) -> [Fact] {
        guard let received = reading.received, let milliseconds = reading.milliseconds else { return [] }
        return [
            Fact(label: "request", text: "1 request, \(NumberFormat.grouped(received)) bytes in \(milliseconds) ms")
        ]
    }

    private func limits(_ reading: SourceReader.Reading) -> [Fact] {
        guard source.name.hasHost else { return [] }
        var facts: [Fact] = []
        if let allowance = reading.allowance {
            let text =
                "\(NumberFormat.grouped(allowance.remaining)) of \(NumberFormat.grouped(allowance.limit)) requests left "
                + "this hour"
            facts.append(Fact(label: "rate limit", text: text))
        }
        let limit = polling.requestsPerMinute.map { "at most \($0) requests per minute" } ?? "no limit of requests"
        let interval = source.shownInterval.map { ", polled every \(TimeFormat.age($0))" } ?? ""
        facts.append(Fact(label: "polling", text: "\(limit) to the host\(interval)"))
        return facts
    }

    private func missing(_ reading: SourceReader.Reading, at now: Timestamp) -> [String] {
        switch source.name {
        case .sales:
            guard reading.readable > 0 else { return [] }
            let history = state.map { SalesReportHistory(text: $0) } ?? SalesReportHistory()
            return ["\(SalesReportPlan(zone: SalesReader.pacificTime, history: history).progress(at: now).text)"]
        case .ratings(let storefronts):
            guard reading.readable > 0 else { return [] }
            let apps = watchlist.filter { $0.store == .appStore }
            guard !apps.isEmpty else { return ["no App Store apps on the watchlist"] }
            let found = Set(reading.listings.map(\.app))
            let absent = apps.count > AppLookup.idLimit ? [] : apps.subtracting(found).sorted().map(\.text)
            let others = storefronts.count - 1
            return (absent.isEmpty ? [] : ["\(absent.prefix(5).joined(separator: ", ")): not in this storefront"])
                + (others > 0 ? ["\(NumberFormat.count(others, "storefront")) not tested"] : [])
        case .reviews(let storefronts):
            guard reading.readable > 0 else { return [] }
            let apps = watchlist.count { $0.store == .appStore }
            guard apps > 0 else { return ["no App Store apps on the watchlist"] }
            let others = apps * storefronts.count - 1
            return others > 0
                ? ["\(NumberFormat.count(others, "other combination")) of app and storefront, not tested"] : []
        case .appfigures, .web:
            guard let history = source.history else { return more(reading) }
            guard reading.readable > 0 else { return [] }
            return history.missing(state: state, at: now)
        case .file, .folder, .standardInput: return more(reading)
        }
    }

    private func more(_ reading: SourceReader.Reading) -> [String] {
        reading.hasMore ? ["more documents, which weren't read"] : []
    }

    /// Returns the number of ranks in some series, and their first and last day; `nil` if there are none.
    private static func series(_ snapshots: [ChartSnapshot]) -> String? {
        let days = snapshots.map(\.observedAt.day)
        guard let first = days.min(), let last = days.max() else { return nil }
        let ranks = snapshots.reduce(0) { $0 + $1.entries.count }
        let apps = Set(snapshots.flatMap { $0.entries.map(\.app) }).count
        let charts = Set(snapshots.map(\.chart)).count
        let what =
            "\(NumberFormat.count(ranks, "rank")) of \(NumberFormat.count(apps, "app")) in "
            + NumberFormat.count(charts, "chart")
        return first == last ? "\(what), \(first.iso8601)" : "\(what), \(first.iso8601) to \(last.iso8601)"
    }

    /// Returns the first and the last day of some counts; `nil` if there are none.
    private static func days(of counts: [ReportedCount]) -> String? {
        let days = counts.flatMap { [$0.count.days.first, $0.count.days.last].compactMap { $0 } }
        guard let first = days.min(), let last = days.max() else { return nil }
        return first == last ? first.iso8601 : "\(first.iso8601) to \(last.iso8601)"
    }
}
