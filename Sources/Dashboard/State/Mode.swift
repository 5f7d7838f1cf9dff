import Canvas

/// What the keys go to.
enum Mode: Hashable, Sendable {
    /// The page's commands.
    case page
    /// A line that filters the page as it is typed; the place from before is what Esc brings back.
    case filter(TextField, before: Place)
    /// A line that names a time.
    case time(TextField)
    case picker(Picker)
    /// The help page, scrolled down by so many rows.
    case help(scroll: Int)
}
