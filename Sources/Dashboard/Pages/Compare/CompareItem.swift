public import Market

/// A launch or app to compare.
public enum CompareItem: Hashable, Sendable {
    /// A documented launch, by its id.
    case launch(String)
    /// An app with ranks or counts.
    case app(AppID)

    /// The maximum number of compared items, limited by the number of distinguishable colors.
    public static let limit = 7
}
