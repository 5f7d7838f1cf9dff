import Formats
import Foundation
import Input
import Market
import Transport

/// A type that polls the history of a source by date, with one request for several days.
struct HistoryReader: Sendable {
    private let source: HistorySource
    private let transport: any Transport
    private let decoder: SnapshotDecoder
    private let credentials: RequestCredentials
    private var plan: HistoryPlan

    /// Creates a reader.
    ///
    /// - Parameter state: The text that an earlier reader kept about what it has read; `nil` if there is none.
    init(
        _ source: HistorySource,
        credentials: RequestCredentials,
        decoder: SnapshotDecoder,
        state: String?,
        transport: any Transport
    ) {
        self.source = source
        self.credentials = credentials
        self.decoder = decoder
        self.transport = transport
        plan = HistoryPlan(
            source.schedule,
            fingerprint: source.fingerprint,
            progress: state.flatMap { HistoryProgress(text: $0) }
        )
    }

    /// Requests the next days; nothing if none are due.
    mutating func read(label: String, now: Timestamp, into reading: inout SourceReader.Reading) async {
        guard case .request(let days) = plan.next(at: now) else { return finish(at: now, into: &reading) }
        guard let url = source.url(for: days) else {
            return reading.fail(InputError(label, "invalid URL"), .permanentFailure(isAnswered: false))
        }
        do throws(FetchFailure) {
            let response = try await transport.response(
                to: FetchRequest(url, authorization: credentials.authorization, headers: credentials.headers)
            )
            reading.note(response)
            do throws(InputError) {
                let origin = "\(label), \(days.lowerBound.iso8601) to \(days.upperBound.iso8601)"
                let decoded = try decoder.decode(Document(origin: origin, body: response.body, fetchedAt: now))
                reading.add(decoded)
                if decoded.charts.isEmpty, decoded.counts.isEmpty {
                    reading.answer = "no data from \(days.lowerBound.iso8601) to \(days.upperBound.iso8601)"
                }
                plan.record(days, at: now)
                finish(at: now, into: &reading)
            } catch {
                fail(error, .unusable, of: days, at: now, into: &reading)
            }
        } catch {
            if let response = error.response { reading.note(response) }
            let advice = [401, 403].contains(error.status) ? source.accessAdvice : ""
            // Another status than 429 may apply to these days only.
            let outcome = error.status == 403 && plan.isOlder(days) ? .unusable : PollOutcome(error)
            fail(InputError(label, error.error.problem + advice), outcome, of: days, at: now, into: &reading)
        }
        credentials.mask(in: &reading, of: source.urlWithSecrets)
    }

    /// Records that a request failed. If it was for older days, which the newest ones don't depend on, the failure isn't
    /// one of the source, unless the host sent no response or limits requests.
    private mutating func fail(
        _ error: InputError,
        _ outcome: PollOutcome,
        of days: ClosedRange<Day>,
        at now: Timestamp,
        into reading: inout SourceReader.Reading
    ) {
        guard plan.isOlder(days) else { return reading.fail(error, outcome) }
        switch outcome {
        case .canceled, .unreachable: return reading.fail(error, outcome)
        case .rateLimited:
            plan.recordFailureOfOlderDays(at: now)
            keepProgress(at: now, in: &reading)
            return reading.fail(error, outcome)
        case .success, .incomplete, .idle, .unusable, .failed, .permanentFailure:
            plan.recordFailureOfOlderDays(at: now)
            reading.problems.append(error)
            finish(at: now, into: &reading)
        }
    }

    /// Adds the progress, what to keep, and when to continue.
    private func finish(at now: Timestamp, into reading: inout SourceReader.Reading) {
        reading.readable = 1
        keepProgress(at: now, in: &reading)
        reading.newestDay = reading.counts.compactMap(\.count.days.last).max()
        switch plan.next(at: now) {
        case .request: reading.hasMore = true
        case .wait(let until): reading.outcome = .idle(until: until)
        }
    }

    /// Adds the progress, and what to keep, also of when older days are requested again.
    private func keepProgress(at now: Timestamp, in reading: inout SourceReader.Reading) {
        let left = plan.requestsLeft(at: now)
        if left > 0, let first = plan.progress?.first {
            let retry = plan.olderDaysRetry.map { ", failed, retrying at \($0.iso8601)" } ?? ""
            reading.note = "history from \(first.iso8601), \(NumberFormat.count(left, "request")) left\(retry)"
        }
        reading.state = plan.progress?.text
    }
}
