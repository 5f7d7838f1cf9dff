package import Formats
import Foundation
import Market
import Settings

/// A source whose documents are about a range of days, which is part of their URL: an address with `{start}` and `{end}`,
/// or a report of Appfigures.
package struct HistorySource: Hashable, Sendable {
    /// The URL of a request as text, with `{start}` and `{end}` in place of its first and last day.
    let template: String
    let schedule: HistoryPlan.Schedule
    /// Advice for errors that say that access is denied; empty for none.
    var accessAdvice = ""

    /// The placeholders for the first and the last day.
    private static let placeholders = ["start", "end"]
    /// The maximum number of days per request of an address.
    private static let daysPerRequest = 30

    /// Creates the source for the name of a source; `nil` if its documents aren't about a range of days.
    ///
    /// - Parameters:
    ///   - products: The ids of the apps that Appfigures uses.
    ///   - days: The number of days of history to request.
    ///   - interval: The number of seconds between polls in the settings.
    package init?(
        _ name: SourceName,
        products: some Sequence<String> = [],
        days: Int = SourceSettings.defaultHistoryDays,
        interval: Int64
    ) {
        switch name {
        case .appfigures(let report):
            template = report.template(products: products)
            schedule = report.schedule(days: days, interval: interval)
            accessAdvice = "; check authorization, and that the account has access to the apps in ids"
        case .web(let url):
            // URLs with braces are encoded when they are parsed.
            let text = Self.placeholders.reduce(url.absoluteString) { text, name in
                text.replacing("%7B\(name)%7D", with: "{\(name)}")
            }
            guard Self.placeholders.allSatisfy({ text.contains("{\($0)}") }) else { return nil }
            template = text
            urlWithSecrets = url
            schedule = HistoryPlan.Schedule(
                days: days,
                daysPerRequest: Self.daysPerRequest,
                restatedDays: 3,
                interval: interval
            )
        case .file, .folder, .standardInput, .ratings, .reviews, .sales: return nil
        }
    }

    /// A number that is different for other requests.
    var fingerprint: UInt64 {
        // FNV-1a, because Swift's own hash values differ between runs.
        template.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// The URL that the user entered, whose query may contain secrets; `nil` for other sources.
    private(set) var urlWithSecrets: URL?

    /// Returns what is missing from the history according to the text that the source keeps, as lines of text.
    func missing(state: String?, at now: Timestamp) -> [String] {
        let plan = HistoryPlan(
            schedule,
            fingerprint: fingerprint,
            progress: state.flatMap { HistoryProgress(text: $0) }
        )
        let wanted = NumberFormat.count(schedule.days, "day")
        guard let progress = plan.progress else { return ["nothing is stored yet of \(wanted) of history"] }
        let left = plan.requestsLeft(at: now)
        return left == 0
            ? [] : ["history before \(progress.first.iso8601), \(NumberFormat.count(left, "request")) left"]
    }

    /// Returns the URL of the request for some days.
    func url(for days: ClosedRange<Day>) -> URL? {
        URL(
            string: template.replacing("{start}", with: days.lowerBound.iso8601)
                .replacing("{end}", with: days.upperBound.iso8601)
        )
    }
}

extension AppfiguresReport {
    /// Returns the days to request, and how often: ranks at most every hour, and estimates at most every six hours.
    fileprivate func schedule(days: Int, interval: Int64) -> HistoryPlan.Schedule {
        let hour: Int64 = 3600
        return switch kind {
        case .ranks: .init(days: days, daysPerRequest: 7, restatedDays: 0, interval: max(interval, hour))
        case .dailyRanks: .init(days: days, daysPerRequest: 90, restatedDays: 1, interval: max(interval, hour))
        case .estimates: .init(days: days, daysPerRequest: 30, restatedDays: 7, interval: max(interval, 6 * hour))
        }
    }
}
