import Canvas

/// The part of the dashboard that receives key presses.
enum Mode: Hashable, Sendable {
    case page
    /// A text prompt.
    case line(Prompt)
    case picker(Picker)
    /// Text or cards over the page.
    case overlay(Overlay)
}
