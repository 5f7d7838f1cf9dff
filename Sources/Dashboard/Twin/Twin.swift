import History
import Market

/// The pages as text, JSON or CSV: the same reports and the same words as on the screen.
public enum Twin {
    public enum Format: Hashable, Sendable {
        case text, json, csv
    }
}
