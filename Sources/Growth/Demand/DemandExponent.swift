public import Market

/// The exponent of demand by rank: a in d(r) = b·r^(−a). The higher it is, the faster demand falls with rank.
///
/// Published values are 0.946 for the paid iPhone chart and 0.904 for the paid iPad chart (R. Garg and R. Telang,
/// Inferring App Demand from Publicly Available Data, MIS Quarterly 37(4), 2013: rank 1 sells 150 times as much as rank
/// 200). The other values are in common use, but no paper supports them.
public enum DemandExponent {
    /// The range of values in use for any chart. The exponent of a single chart within this range is unknown, so
    /// results are computed for both ends and given as a range.
    public static let inUse = 0.90...0.985

    /// Returns the exponent for a kind of chart, or `nil` if there is none.
    public static func typical(of kind: ChartKind, in store: Store = .appStore) -> Double? {
        switch (store, kind.slug) {
        case (.appStore, "top-free"), (.appStore, "top-free-ipad"): 0.90
        case (.appStore, "top-paid"): 0.944
        case (.appStore, "top-paid-ipad"): 0.904
        case (.appStore, "top-grossing"), (.appStore, "top-grossing-ipad"): 0.92
        case (.googlePlay, "top-free"): 0.95
        case (.googlePlay, "top-paid"): 0.985
        case (.googlePlay, "top-grossing"): 0.96
        default: nil
        }
    }
}
