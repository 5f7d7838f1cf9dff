import Archive
import Formats
import Market

extension Collector {
    /// Returns the time of the newest ratings or reviews in the archive, which aren't stored by source; `nil` if there are
    /// none, or for other sources.
    ///
    /// An error of the archive isn't reported here, because loading the archive reports it.
    func newestArchived(of source: SourceName) -> Timestamp? {
        guard let reader = loader?.reader else { return nil }
        return switch source {
        case .ratings(let storefronts): (try? reader.lastListing(in: storefronts)) ?? nil
        case .reviews(let storefronts): (try? reader.lastReview(in: storefronts)) ?? nil
        default: nil
        }
    }
}
