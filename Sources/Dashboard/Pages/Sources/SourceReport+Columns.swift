import Canvas
import History
import Market

extension SourceReport {
    var columns: [Column<SourceHealth>] { identityColumns + timeColumns + stateColumns + sizeColumns }

    private var identityColumns: [Column<SourceHealth>] {
        [
            Column("source", 20...60) { name(of: $0) }
                .field("source") { .text($0.source) }
                .sorted("source") { $0.source },
            .hidden.field("polled", .json) { .bool($0.isPolled) }
                .field("interval", .json) { .of($0.interval.map { Int($0) }) },
        ]
    }

    private var timeColumns: [Column<SourceHealth>] {
        [
            Column("newest data", 11...12, isRightAligned: true) { source in
                let age = source.newestData.map { PollStatus.ago($0, asOf: now) }
                return RoleText(age ?? "no data", source.isStale(at: now) ? .stale : .text)
            }
            .field("newestData") { .of($0.newestData) }
            .sorted("age", "age of the newest data") { $0.newestData },
            Column("last poll", 9...12, priority: 3, isRightAligned: true) {
                RoleText(orNoData: $0.lastAttempt.map { PollStatus.ago($0, asOf: now) })
            }
            .field("lastAttempt") { .of($0.lastAttempt) }
            .field("lastSuccess") { .of($0.lastSuccess) },
            Column("next poll", 9...12, isRightAligned: true) { RoleText(next(of: $0)) }
                .field("nextAttempt") { .of($0.nextAttempt) }
                .field("waitReason", .json) { .of($0.waitReason) }
                .sorted("next", "next poll") { $0.nextAttempt },
        ]
    }

    private var stateColumns: [Column<SourceHealth>] {
        [
            Column("status", 20...100, priority: 2, at: 7, cell: status)
                .field("stale") { .bool($0.isStale(at: now)) }
                .field("frozenSince", .json) { .of($0.frozenSince) }
                .field("error") { .of($0.error) }
                .field("note", .json) { .of($0.note) }
                // Sort the worst state first.
                .sorted("state") { source in
                    switch source.condition(at: now) {
                    case .failing: 0
                    case .frozen, .stale: 1
                    case nil: source.note != nil ? 2 : 3
                    }
                },
            .hidden.field("unreadable", .json) { .of($0.unreadable) }
                .field("firstUnreadable", .json) { .of($0.firstUnreadable) },
            .hidden.field("quarantined", .json) { .of($0.quarantinedCount) }
                .field("awaitsConfirmation", .json) { .bool($0.awaitsConfirmation) }
                .field("quarantinedSnapshots", .json) { .list($0.quarantined.map(Self.quarantined)) },
        ]
    }

    private var sizeColumns: [Column<SourceHealth>] {
        [
            Column("ms", 5...5, priority: 5, isRightAligned: true, at: 6) { .count($0.latency) }
                .field("milliseconds", .json) { .of($0.latency) },
            Column("kB", 5...5, priority: 6, isRightAligned: true, at: 5) { .count($0.bytes.map { ($0 + 500) / 1000 }) }
                .field("bytes", .json) { .of($0.bytes) },
            Column("entries", 7...7, priority: 4, isRightAligned: true, at: 4) { .count($0.entryCount) }
                .field("entries", .json) { .of($0.entryCount) }
                .field("charts", .json) { .list($0.charts.map(\.json)) },
        ]
    }

    private static func quarantined(_ snapshot: SourceHealth.QuarantinedSnapshot) -> JSONText {
        .object([("at", .of(snapshot.at)), ("chart", snapshot.chart.json), ("reason", .text(snapshot.reason))])
    }

    /// Returns a source without its URL scheme. If the text is too long, the part that distinguishes it from other
    /// sources, such as the storefront in a URL, is kept.
    private func name(of source: SourceHealth) -> RoleText {
        func withoutScheme(_ label: String) -> String {
            label.hasPrefix("https://") ? String(label.dropFirst(8)) : label
        }
        let name = withoutScheme(source.source)
        var text = RoleText(name, .heading)
        text.keptPart = differingPart(of: name, among: ledger.sources.lazy.map { withoutScheme($0.source) })
        return text
    }

    /// Returns a short status of a source; if several apply, the worst one.
    private func status(of source: SourceHealth) -> RoleText {
        if let error = source.errorWithoutName { return RoleText("\(Symbol.failed) \(error)", .stale) }
        if let since = source.frozenSince {
            return RoleText("frozen since \(TimeFormat.instant(since, in: zone))", .stale)
        }
        if let reason = source.waitReason { return RoleText("waiting: \(reason)", .stale) }
        if source.condition(at: now) == .stale, let success = source.lastSuccess {
            return RoleText("stale: no successful poll for \(TimeFormat.age(now - success))", .stale)
        }
        if source.awaitsConfirmation, let snapshot = source.quarantined.last {
            return RoleText("quarantined: \(snapshot.reason)", .stale)
        }
        if source.unreadable > 0 {
            return RoleText("\(Symbol.failed) \(NumberFormat.count(source.unreadable, "unreadable file"))", .stale)
        }
        if let note = source.note { return RoleText(note, .stale) }
        if let isRecording = source.isRecording {
            return RoleText(isRecording ? "\(Symbol.ok) recording" : "no process is recording", .faint)
        }
        if !source.isPolled { return RoleText("not polled", .faint) }
        return RoleText(source.lastSuccess == nil ? "waiting for first poll" : Symbol.ok, .faint)
    }

    private func next(of source: SourceHealth) -> String {
        guard source.isPolled else { return Symbol.noData }
        guard let next = source.nextAttempt else { return source.interval == nil ? "on change" : Symbol.noData }
        let isSoon = abs(next - now) < 60
        return isSoon ? "at \(TimeFormat.clockWithSeconds(next, in: zone))" : PollStatus.until(next, asOf: now)
    }
}

extension RoleText {
    /// Returns a count in a faint style.
    fileprivate static func count(_ count: Int?) -> RoleText {
        RoleText(orNoData: count.map { NumberFormat.grouped($0) }, .faint)
    }
}
