import Canvas

/// What receives key presses.
enum Mode: Hashable, Sendable {
    /// The page.
    case page
    /// A text prompt.
    case line(Prompt)
    case picker(Picker)
    /// Text or cards over the page.
    case overlay(Overlay)
}
