import Archive
import Market
import TimeSeries

/// A name of an app in a storefront, starting at a time.
struct NameSpan: Hashable {
    var app: UInt32
    var storefront: Storefront
    var since: Timestamp
    var name: String
    var developer: String?
}

extension ArchiveCatalog {
    /// All names, sorted by app, storefront and time.
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
