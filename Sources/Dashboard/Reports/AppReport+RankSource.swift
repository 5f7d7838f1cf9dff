import History
import Market

extension AppReport {
    /// Who says where the app stood when `chart` was last seen: a publication, or the feeds that are followed.
    func rankSource(in chart: Chart, seen: Timestamp) -> (name: String, address: String?) {
        let quoted = observations.last { $0.chart == chart && $0.period.standsFrom == seen }
        if let quoted { return (quoted.source.name, quoted.source.address) }
        switch ledger.feeds.count {
        case 0: return ("a snapshot that was read", nil)
        case 1: return (ledger.feeds[0].source, nil)
        case let count: return ("one of the \(count) feeds that are followed", nil)
        }
    }
}
