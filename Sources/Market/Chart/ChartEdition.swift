/// The selection of apps in a chart of the whole store.
///
/// Apple's two RSS feeds use one name for different charts: the current feed (v2) leaves games out of "top free", the legacy
/// feed includes them. Their ranks must never share a series, so the edition is part of a chart's identity.
public enum ChartEdition: String, Hashable, Comparable, Sendable {
    case all
    case withoutGames = "without-games"

    public static func < (left: ChartEdition, right: ChartEdition) -> Bool { left.rawValue < right.rawValue }
}
