import History
import Market
import TimeSeries

/// The numbers of polls, failed polls and new snapshots since the program started.
struct PollCounts: Hashable, Sendable {
    var polls: Int64 = 0
    var failed: Int64 = 0
    var snapshots: Int64 = 0
}

/// The figures about a collector that `record --metrics` serves.
struct CollectorMetrics: Sendable {
    let ledger: LedgerSnapshot
    let now: Timestamp
    /// The numbers of polls, failed polls and new snapshots since the program started.
    var counts = PollCounts()
    /// The number of snapshots that aren't written to the archive yet.
    var queued = 0
    /// The number of snapshots that were dropped because too many were queued.
    var dropped = 0
    /// The size of the archive in bytes, with its write-ahead log; `nil` if there is no archive.
    var archiveSize: Int64?
    /// The problem with the archive; `nil` if there is none.
    var archiveProblem: String?
    /// The progress of replicating the archive; `nil` if it isn't replicated.
    var replication: ReplicationStatus?

    /// The maximum number of pairs of app and chart, so that a long watchlist doesn't overload the monitoring system.
    static let pairLimit = 2000

    /// The figures in the OpenMetrics text format.
    var text: String {
        MetricFamily.text(of: rankFamilies + [downloads] + sourceFamilies + ownFamilies + replicationFamilies)
    }

    /// The reason why snapshots aren't being recorded; `nil` if they are.
    var problem: String? {
        if let archiveProblem { return archiveProblem }
        let polled = ledger.sources.filter { $0.isPolled && !$0.isArchive && $0.lastAttempt != nil }
        guard !polled.isEmpty, polled.allSatisfy({ !$0.isOK(at: now) }) else { return nil }
        return polled.lazy.compactMap(\.error).first ?? "all sources are stale"
    }

    private typealias Sample = MetricFamily.Sample
    private typealias Label = MetricFamily.Label

    private var rankFamilies: [MetricFamily] {
        var (ranks, listed): ([Sample], [Sample]) = ([], [])
        var count = 0
        for app in ledger.watchlist.sorted() {
            for (chart, _) in ledger.rankRecords(of: app, asOf: now) {
                count += 1
                guard count <= Self.pairLimit else { continue }
                let point = ledger.lastPoint(of: app, in: chart, asOf: now)
                let labels = labels(of: app) + labels(of: chart)
                if let rank = point?.rank { ranks.append(Sample(labels: labels, value: Int64(rank))) }
                listed.append(Sample(labels: labels, value: point?.rank == nil ? 0 : 1))
            }
        }
        return [
            MetricFamily("launchtop_rank", "Rank in the newest snapshot of a chart; 1 is best.", samples: ranks),
            MetricFamily(
                "launchtop_listed",
                "Whether the newest snapshot of a chart lists the app. Charts that never listed it are left out.",
                samples: listed
            ),
            MetricFamily(
                "launchtop_omitted_pairs",
                "Pairs of app and chart without rank metrics because there are more than \(Self.pairLimit).",
                value: Int64(max(0, count - Self.pairLimit))
            ),
        ]
    }

    private var downloads: MetricFamily {
        let samples = ledger.watchlist.sorted().flatMap { app in
            ledger.counters[app].filter { $0.key.metric == .downloads }
                .compactMap { counter, series -> Sample? in
                    // A total with missing days has only bounds.
                    guard let total = series.total, total.value.lowerBound == total.value.upperBound
                    else { return nil }
                    let scope = [
                        Label("scope", counter.scope.label), Label("kind", counter.kind.rawValue),
                        Label("source", counter.source),
                    ]
                    return Sample(labels: labels(of: app) + scope, value: total.value.lowerBound)
                }
        }
        .sorted { $0.labels.map(\.value).lexicographicallyPrecedes($1.labels.map(\.value)) }
        return MetricFamily(
            "launchtop_downloads",
            "Downloads through the last reported day. Publishers may restate them, so the number can decrease.",
            samples: samples
        )
    }

    private var sourceFamilies: [MetricFamily] {
        let polled = ledger.sources.filter { $0.isPolled && !$0.isArchive }
        func samples(_ value: (SourceHealth) -> Int64?) -> [Sample] {
            polled.compactMap { source in
                value(source).map { Sample(labels: [Label("source", source.source)], value: $0) }
            }
        }
        return [
            MetricFamily(
                "launchtop_source_ok",
                "Whether the last poll of a source succeeded and its data is current.",
                samples: samples { $0.isOK(at: now) ? 1 : 0 }
            ),
            MetricFamily(
                "launchtop_source_last_success_timestamp_seconds",
                "Time of the last successful poll.",
                samples: samples { $0.lastSuccess?.seconds }
            ),
            MetricFamily(
                "launchtop_source_newest_data_timestamp_seconds",
                "Time of the source's newest data.",
                samples: samples { $0.newestData?.seconds }
            ),
            MetricFamily(
                "launchtop_source_quarantined_snapshots",
                "Quarantined snapshots since the program started.",
                samples: samples { Int64($0.quarantinedCount) }
            ),
        ]
    }

    private var ownFamilies: [MetricFamily] {
        [
            MetricFamily("launchtop_polls", "Polls since the program started.", kind: .counter, value: counts.polls),
            MetricFamily(
                "launchtop_failed_polls",
                "Polls that failed since the program started.",
                kind: .counter,
                value: counts.failed
            ),
            MetricFamily(
                "launchtop_snapshots",
                "New snapshots since the program started.",
                kind: .counter,
                value: counts.snapshots
            ),
            MetricFamily(
                "launchtop_queued_snapshots",
                "Snapshots not yet written to the archive.",
                value: Int64(queued)
            ),
            MetricFamily(
                "launchtop_dropped_snapshots",
                "Snapshots dropped because too many were queued.",
                kind: .counter,
                value: Int64(dropped)
            ),
            MetricFamily(
                "launchtop_archive_bytes",
                "Size of the archive, with its write-ahead log.",
                samples: archiveSize.map { [Sample(labels: [], value: $0)] } ?? []
            ),
        ]
    }

    private func labels(of app: AppID) -> [Label] {
        [Label("app", app.text), Label("name", ledger.name(of: app, asOf: now))]
    }

    private func labels(of chart: Chart) -> [Label] {
        [
            Label("store", chart.store.rawValue), Label("storefront", chart.storefront.code),
            Label("chart", chart.kind.slug), Label("genre", chart.genre?.id ?? ""),
            Label("edition", chart.edition.rawValue),
        ]
    }
}
