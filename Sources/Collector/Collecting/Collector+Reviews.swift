import Archive
import History
import Market

extension Collector {
    /// Returns the reviews received so far. Those of the apps on the watchlist are loaded first, so that they aren't
    /// requested again, because the archive may still be loading when its sources are polled for the first time.
    ///
    /// An error of the archive isn't reported here, because loading the archive reports it. Reviews are then requested
    /// again, which changes nothing in the archive.
    func knownReviews() -> [AppID: [Storefront: ReviewSeries]] {
        let apps = ledger.snapshot.watchlist.subtracting(appsWithReviews)
        if !apps.isEmpty, let reader = loader?.reader {
            appsWithReviews.formUnion(apps)
            for reading in (try? reader.reviews(of: apps)) ?? [] { ledger.append(reading) }
        }
        return ledger.snapshot.storeReviews
    }
}
