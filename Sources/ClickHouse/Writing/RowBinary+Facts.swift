import Archive
import Market
import TimeSeries

/// The rows of `apps`, `counts`, `listings` and `sources`. Rows with times that the engine can't store are left out.
extension RowBinaryWriter {
    mutating func add(_ name: UnsentContents.Name, collector: UInt32, batch: UInt32) {
        guard let since = UInt32(exactly: name.since) else { return }
        add(name.app.text)
        add(name.store.rawValue)
        add(name.storefront.code)
        add(since)
        add(name.span?.value.name ?? "")
        add(optional: name.span?.value.developer) { $0.add($1) }
        add(UInt32(clamping: name.span?.lastSeen ?? name.since))
        add(optional: name.span?.returned) { $0.add(UInt32(clamping: $1)) }
        add(UInt8(name.span == nil ? 1 : 0))
        add(collector)
        add(batch)
    }

    mutating func add(_ numbered: UnsentContents.NumberedCount, collector: UInt32, batch: UInt32) {
        let (counter, count) = (numbered.report.counter, numbered.report.count)
        guard let first = count.days.first.flatMap({ UInt16(exactly: $0.number) }),
            let last = count.days.last.flatMap({ UInt16(exactly: $0.number) })
        else { return }
        add(counter.app.text)
        add(numbered.report.store.rawValue)
        add(counter.metric.rawValue)
        add(counter.scope.stores.map(\.rawValue).joined(separator: ","))
        add(counter.scope.storefronts.map { $0.map(\.code).joined(separator: ",") } ?? "unknown")
        add(counter.kind.rawValue)
        add(counter.source)
        add(first)
        add(last)
        add(DayList.text(count.days))
        add(count.value)
        add(numbered.number.map { UInt32(clamping: $0) } ?? batch)
        add(collector)
        add(batch)
    }

    mutating func add(
        _ listing: (app: AppID, storefront: Storefront, point: ListingPoint),
        collector: UInt32,
        batch: UInt32
    ) {
        let (point, state) = (listing.point, listing.point.state)
        guard let since = UInt32(exactly: point.since.seconds), let hour = UInt32(exactly: point.hour * 3600) else {
            return
        }
        add(listing.app.text)
        add(listing.storefront.code)
        add(hour)
        add(since)
        add(UInt32(clamping: point.seen.seconds))
        add(optional: state.ratingCount) { $0.add($1) }
        add(optional: state.averageRating) { $0.add($1) }
        add(optional: state.version) { $0.add($1) }
        add(optional: state.price?.thousandths) { $0.add($1) }
        add(optional: state.price?.currency) { $0.add($1) }
        add(collector)
        add(batch)
    }

    mutating func add(_ source: ArchiveCatalog.ChartSource, collector: UInt32, batch: UInt32) {
        add(source.chart.engineKey)
        add(source.source)
        add(UInt32(clamping: source.first.seconds))
        add(UInt32(clamping: source.last.seconds))
        add(collector)
        add(batch)
    }
}
