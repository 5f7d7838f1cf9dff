import Archive
import Market
import TimeSeries

/// An app's name in a storefront, with the time from which it applies.
struct NameSpan: Hashable {
    var app: UInt32
    var storefront: Storefront
    var since: Timestamp
    var name: String
    var developer: String?
}

extension ArchiveCatalog {
    /// The names of all apps, sorted by app, storefront and time.
    var nameSpans: [NameSpan] {
        nameHistories.flatMap { history in
            history.names.spans.map { span in
                NameSpan(
                    app: history.app,
                    storefront: history.storefront,
                    since: Timestamp(seconds: span.since),
                    name: span.value.name,
                    developer: span.value.developer
                )
            }
        }
    }
}
