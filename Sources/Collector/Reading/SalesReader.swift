import AppStoreConnect
import Formats
import Foundation
import Input
import Market
import Settings
import Transport

/// A type that polls the sales reports of a vendor at App Store Connect, with one request per report.
struct SalesReader: Sendable {
    /// The number of seconds from which waits after failures are computed.
    static let retryInterval: Int64 = 3600
    /// The number of seconds between daily reports.
    static let reportInterval: Int64 = Day.secondsPerDay
    /// Pacific time, in which days begin and end.
    static let pacificTime = TimeZoneTable(zone: "America/Los_Angeles")

    private let vendor: String
    private let credentials: ConnectCredentials
    private let transport: any Transport
    private let decoder: SnapshotDecoder
    private var token: ConnectToken
    private var plan: SalesReportPlan
    /// The errors of reports that can't be decoded.
    private var unreadable: [SalesPeriod: InputError] = [:]
    /// The number of reports in a row that can't be decoded.
    private var failuresInARow = 0
    /// Whether requests ask for the documented version of the report. Apple once rejected that version for a day.
    private var namesVersion = true
    /// The number of reports in a row that can't be decoded after which the source backs off: something between the server
    /// and this machine is probably damaging all of them.
    private static let failureLimit = 3

    /// Creates a reader.
    ///
    /// - Parameter state: The text that an earlier reader kept about what it has read; `nil` if there is none.
    init(_ vendor: String, credentials: ConnectCredentials, state: String?, transport: any Transport) {
        self.vendor = vendor
        self.credentials = credentials
        self.transport = transport
        decoder = SnapshotDecoder(format: .sales)
        token = ConnectToken(credentials)
        plan = SalesReportPlan(
            zone: Self.pacificTime,
            history: state.map { SalesReportHistory(text: $0) } ?? SalesReportHistory()
        )
    }

    /// Requests the next report; nothing if none is due.
    mutating func read(label: String, now: Timestamp, into reading: inout SourceReader.Reading) async {
        guard case .request(let period) = plan.next(at: now) else { return finish(at: now, into: &reading) }
        let authorization: Secret
        do throws(InputError) {
            authorization = try token.authorization(at: now)
        } catch {
            return reading.fail(InputError(label, error.description), .permanentFailure(isAnswered: false))
        }
        guard let url = SalesReportRequest.url(for: period, vendor: vendor, namesVersion: namesVersion) else { return }
        let request = FetchRequest(url, authorization: authorization, accept: SalesReportRequest.accept)
        do throws(FetchFailure) {
            let response = try await transport.response(to: request)
            reading.note(response)
            note(response.rateLimit, at: now, into: &reading)
            take(response.body, of: period, label: label, now: now, into: &reading)
        } catch {
            take(error, of: period, label: label, now: now, into: &reading)
        }
        reading.problems = reading.problems.map(authorization.masked)
        reading.unreadable = reading.unreadable.map(authorization.masked)
    }

    /// Decodes a report.
    private mutating func take(
        _ body: Data,
        of period: SalesPeriod,
        label: String,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) {
        let origin = "\(label), \(period.label)"
        do throws(InputError) {
            let decoded = try decoder.decode(Document(origin: origin, body: body, fetchedAt: now))
            if let other = decoded.counts.first(where: { $0.count.days != Array(period.days) }) {
                throw InputError(origin, "received the report of \(Self.text(other.count.days)) instead")
            }
            let isComplete = !decoded.warnings.contains { $0.position != nil }
            reading.add(decoded)
            unreadable[period] = nil
            failuresInARow = 0
            if period.frequency == .daily {
                reading.counts += plan.history.zeros(
                    beside: decoded.counts,
                    on: period.firstDay,
                    isComplete: isComplete
                )
            }
            plan.record(isComplete ? .received : .incomplete, of: period, at: now)
            finish(at: now, into: &reading)
        } catch {
            if let page = HTMLPage.problem(in: body, insteadOf: "a sales report") {
                // The server or a proxy fails, not this report.
                return reading.fail(InputError(label, page))
            }
            plan.record(.unreadable, of: period, at: now)
            unreadable[period] = error
            failuresInARow += 1
            finish(at: now, into: &reading)
            reading.problems.append(error)
            if failuresInARow >= Self.failureLimit { (reading.outcome, reading.hasMore) = (.unusable, false) }
        }
    }

    /// Handles an answer that isn't a report, or a failed request.
    private mutating func take(
        _ failure: FetchFailure,
        of period: SalesPeriod,
        label: String,
        now: Timestamp,
        into reading: inout SourceReader.Reading
    ) {
        guard let status = failure.status, let response = failure.response else {
            return reading.fail(InputError(label, failure.error.problem), PollOutcome(failure))
        }
        reading.note(response)
        note(response.rateLimit, at: now, into: &reading)
        let rejection = ConnectRejection(
            status: status,
            // Without Apple's message, which follows the advice.
            reason: String(failure.error.problem.prefix { $0 != ";" }),
            body: response.body,
            serverTime: response.serverTime,
            now: now,
            vendor: vendor,
            credentials: credentials
        )
        switch rejection.missingReport {
        case .noSales:
            reading.answer = "no sales reported for \(period.label)"
            plan.record(.noSales, of: period, at: now)
            if period.frequency == .daily, plan.history[period]?.answer == .noSales {
                reading.counts = plan.history.zeros(beside: [], on: period.firstDay, isComplete: true)
            }
        case .notAvailable:
            reading.answer = "the report of \(period.label) is not available yet"
            plan.record(.notAvailable, of: period, at: now)
        case .expired:
            reading.answer = "the report of \(period.label) is no longer available"
            plan.record(.expired, of: period, at: now)
        case nil where rejection.isOtherVersion && namesVersion:
            namesVersion = false
            reading.readable = 1
            reading.hasMore = true
            return
        case nil:
            token.renew()
            let outcome = rejection.isPermanent ? .permanentFailure(isAnswered: true) : PollOutcome(failure)
            return reading.fail(InputError(label, rejection.problem), outcome)
        }
        reading.documents = 1
        finish(at: now, into: &reading)
    }

    private mutating func note(_ header: String?, at now: Timestamp, into reading: inout SourceReader.Reading) {
        guard let allowance = header.flatMap({ RequestAllowance(header: $0) }) else { return }
        plan.note(allowance, at: now)
        reading.allowance = allowance
    }

    /// Adds the progress, what to keep, and when to continue.
    private func finish(at now: Timestamp, into reading: inout SourceReader.Reading) {
        let progress = plan.progress(at: now)
        reading.note = progress.isComplete(at: plan.day(at: now)) ? nil : progress.text
        reading.newestDay = progress.newestKnown
        reading.state = plan.history.text
        reading.readable = max(1, progress.received)
        reading.unreadable = unreadable.sorted { $0.key > $1.key }.map(\.value)
        switch plan.next(at: now) {
        case .request: reading.hasMore = true
        case .wait(let until): reading.outcome = .idle(until: until)
        }
    }

    private static func text(_ days: [Day]) -> String {
        guard let first = days.first, let last = days.last, days.count > 1 else { return days.first?.iso8601 ?? "" }
        return "\(first.iso8601) to \(last.iso8601)"
    }
}
