/// Which apps a chart of the whole store counts.
///
/// Apple's two feeds answer different questions under one name: the current one (v2) leaves games out of
/// "top free", the legacy one keeps them in. Their ranks must never share a series, so the edition is part of
/// a chart's identity.
public enum ChartEdition: String, Hashable, Comparable, Sendable {
    case all
    case withoutGames = "without-games"

    public static func < (left: ChartEdition, right: ChartEdition) -> Bool { left.rawValue < right.rawValue }
}
