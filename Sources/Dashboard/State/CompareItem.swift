public import Market

/// What can be laid beside something else.
public enum CompareItem: Hashable, Sendable {
    /// A documented launch, by its id.
    case launch(String)
    /// An app of which ranks or counts are known.
    case app(AppID)

    /// Most that are compared at once: as many colours as eyes tell apart.
    public static let limit = 7
}
