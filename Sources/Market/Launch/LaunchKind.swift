/// The kind of a documented launch.
public enum LaunchKind: String, CaseIterable, Hashable, Sendable {
    /// An app's first days of public availability.
    case launch
    /// A rise of an existing app, whose day 0 is chosen.
    case surge
}
