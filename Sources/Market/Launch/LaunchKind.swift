/// Whether a documented launch is one.
public enum LaunchKind: String, CaseIterable, Hashable, Sendable {
    /// An app's first days of public availability.
    case launch
    /// A rise of an app that was there before; its day 0 is a day chosen to count from.
    case surge
}
