public import Market

/// How steeply demand falls with rank: a in d(r) = b·r^(−a).
///
/// Published for the paid iPhone chart as 0.946 and the paid iPad chart as 0.904 (R. Garg and R. Telang, Inferring App
/// Demand from Publicly Available Data, MIS Quarterly 37(4), 2013: rank 1 sells 150 times what rank 200 sells). The
/// others are those in use; no paper stands behind them.
public enum DemandExponent {
    /// The least and the greatest that anybody uses for any chart. How one chart's lies in it is not known, so what is
    /// reckoned with one of them has the range that these two give.
    public static let inUse = 0.90...0.985

    /// The exponent of a kind of chart; `nil` for a chart of which nobody has said one.
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
