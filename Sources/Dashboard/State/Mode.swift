import Canvas

/// What the keys go to.
enum Mode: Hashable, Sendable {
    /// The page's commands.
    case page
    /// A line that is being typed.
    case line(Prompt)
    case picker(Picker)
    /// Something to read over the page.
    case overlay(Overlay)
}
